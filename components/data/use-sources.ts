import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useHydrated } from '@/components/ui/use-in-browser'
import { sourcesQuery } from './queries'

/**
 * What is read, once it is known. Parts of a page hydrate one after the other: what has come for the first of them is
 * not there yet for the others, or they would not be what the server drew (React's error 418). The first page comes
 * with it.
 */
export function useSources() {
  const isHydrated = useHydrated()
  const cameAlong = usePathname() === '/'
  const { data } = useQuery(sourcesQuery())
  return isHydrated || cameAlong ? data : undefined
}
