import type { Args, Options } from './command'
import { readArgs } from './read-args'

/** A command line as a command with these options reads it. */
export function argsOf(options: Options, ...argv: readonly string[]): Args {
  return readArgs({ options }, argv)
}
