import { useRouter } from 'next/navigation'
import { pageLink } from '@/lib/link/page-link'

/** Goes to a page, with what of the link means the same there. */
export function useGoTo(): (path: string) => void {
  const router = useRouter()
  // A switch that was used a moment ago is in the address already, and in no render yet.
  return (path) => router.push(pageLink(path, new URLSearchParams(window.location.search)))
}
