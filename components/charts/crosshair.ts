import { useSyncExternalStore } from 'react'

/** The tag that is pointed at, by its label: every chart of the page shows it. */
let pointed: string | undefined
const listeners = new Set<() => void>()

export function pointAt(label: string | undefined): void {
  if (pointed === label) return
  pointed = label
  for (const listener of listeners) listener()
}

/** What a finger points at stays until it is tapped again, or something else is. */
export function tapAt(label: string | undefined): void {
  pointAt(pointed === label ? undefined : label)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Only what draws the crosshair asks: charts are not drawn again as the pointer moves. */
export function usePointed(): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => pointed,
    () => undefined,
  )
}
