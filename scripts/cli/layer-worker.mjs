/** A thread that indexes layers: Node hands no loader on to threads, so that it loads its TypeScript by itself. */
import { register } from 'tsx/esm/api'

register()
await import('../../lib/sources/layers/worker.ts')
