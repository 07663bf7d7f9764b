import { useSyncExternalStore } from 'react'

const noChange = () => () => {}

/** What the browser alone knows and what does not change; `before` on the server and until the page is its own. */
export function useInBrowser<T>(read: () => T, before: T): T {
  return useSyncExternalStore(noChange, read, () => before)
}

const isHydrated = () => true

/** Whether React has taken over this part of the page: until then it has to be what the server drew. */
export const useHydrated = () => useInBrowser(isHydrated, false)
