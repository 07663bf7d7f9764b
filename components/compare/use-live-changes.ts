import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Several events of one build arrive together; the page asks once for all of them. */
const SETTLE_MS = 400

/** Asks for new figures as soon as the server tells that a tag was built, pushed or removed. */
export function useLiveChanges(): void {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const events = new EventSource('/api/events')
    const ask = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void client.invalidateQueries(), SETTLE_MS)
    }
    events.onmessage = ask
    // What changed between the server's figures and this connection, or while it was broken, told nobody.
    events.onopen = ask
    return () => {
      clearTimeout(timer)
      events.close()
    }
  }, [client])
}
