// @ts-check
import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * What the http server and the app share, which Next.js bundles apart from it: both run in one process, each with a
 * copy of this module.
 *
 * @typedef {{ strataLeaving?: AsyncLocalStorage<AbortSignal>, strataChanges?: number }} Shared
 */
const shared = /** @type {Shared} */ (globalThis)

shared.strataLeaving ??= new AsyncLocalStorage()

/** Of the request that is answered: a signal that aborts when no one waits for the answer any more. */
export const leaving = shared.strataLeaving

/** Says that who asks from now on may be answered otherwise than who asked before. */
export function changed() {
  shared.strataChanges = changes() + 1
}

/** How often `changed` was called. */
export function changes() {
  return shared.strataChanges ?? 0
}
