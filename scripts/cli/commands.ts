import type { Command } from './command'
import { compare } from './compare'
import { downloads } from './downloads'
import { serve } from './serve'
import { snapshot } from './snapshot'
import { tag } from './tag'

/** In the order of the help. */
export const COMMANDS: readonly Command[] = [compare, downloads, tag, snapshot, serve]
