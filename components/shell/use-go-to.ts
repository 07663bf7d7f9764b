import { useRouter } from 'next/navigation'
import { pageLink } from '@/lib/link/page-link'
import { searchNow } from './search-now'

/** Goes to a page, with what of the link means the same there. */
export function useGoTo(): (path: string) => void {
  const router = useRouter()
  return (path) => router.push(pageLink(path, searchNow()))
}
