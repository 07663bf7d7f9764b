import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo } from 'react'
import type { CompareReport } from '@/lib/analysis/report'
import { namedReport } from '@/lib/document/words/named-report'
import { withBase } from '@/lib/link/base-path'

/** Several events of one build arrive together; the page asks once for all of them. */
const SETTLE_MS = 400

/**
 * A page's report with its strategies named in the interface's words. For as long as the page is open, it asks for new
 * figures as soon as the server reports that a tag was built, pushed or removed.
 */
export function useLiveReport(report: CompareReport | undefined): CompareReport | undefined {
  const t = useTranslations('kind')
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const events = new EventSource(withBase('/api/events'))
    const ask = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void client.invalidateQueries(), SETTLE_MS)
    }
    events.onmessage = ask
    // No event was received of what changed between the server's figures and this connection, or while it was broken.
    events.onopen = ask
    return () => {
      clearTimeout(timer)
      events.close()
    }
  }, [client])
  return useMemo(() => report && namedReport(t, report), [report, t])
}
