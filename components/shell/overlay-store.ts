import { useSyncExternalStore } from 'react'

/** What lies over the page on demand. */
export type Overlay = 'palette' | 'shortcuts' | 'tour'

let current: Overlay | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Opens one of them in place of any other; undefined closes. */
export function showOverlay(next: Overlay | undefined): void {
  current = next
  for (const listener of listeners) listener()
}

/** Which one is open now. */
export function useOverlay(): Overlay | undefined {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => undefined,
  )
}
