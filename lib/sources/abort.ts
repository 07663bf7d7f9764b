import { setMaxListeners } from 'node:events'

/**
 * Calls `listener` when `signal` aborts. Many questions wait on one asker's signal at a time, which is no leak.
 *
 * @returns a function that takes the listener away
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  setMaxListeners(0, signal)
  signal.addEventListener('abort', listener, { once: true })
  return () => signal.removeEventListener('abort', listener)
}
