import 'server-only'
import { runtime } from './runtime'

type Listener = (repository: string | undefined) => void

const listeners = new Set<Listener>()
let watching: AbortController | undefined

/** Calls `listener` when tags may have changed; one watch of the daemon serves all. @returns how to end it */
export function onChange(listener: Listener): () => void {
  listeners.add(listener)
  if (!watching) {
    watching = new AbortController()
    void watch(watching.signal)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      watching?.abort()
      watching = undefined
    }
  }
}

const AGAIN_MS = 3000

/** Follows the daemon's events, and looks for the daemon again when it goes away. */
async function watch(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const daemon = await runtime().daemon(signal)
      if (daemon.ok && daemon.source.watch) {
        for await (const { repository } of daemon.source.watch(signal)) {
          runtime().forgetTags()
          for (const listener of listeners) listener(repository)
        }
      }
    } catch {
      // Whatever ended the watch shows in the answers; here it only means to try again.
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}
