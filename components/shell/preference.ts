import { useSyncExternalStore } from 'react'

/** Preference of this browser: `seen` once the tour was taken or left. */
export const TOUR_SEEN = 'strata-tour'

/** Reads a preference of this browser; undefined when there is none, or when storage is refused. */
export function readPreference(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a preference in this browser; where storage is refused it is forgotten. */
export function writePreference(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A private window: the preference is lost.
  }
  // The browser sends one to other tabs alone.
  window.dispatchEvent(new StorageEvent('storage', { key }))
}

function subscribe(listener: () => void) {
  window.addEventListener('storage', listener)
  return () => window.removeEventListener('storage', listener)
}

/** A preference as it changes, here or in another tab; undefined on the server. */
export function usePreference(key: string): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => readPreference(key),
    () => undefined,
  )
}
