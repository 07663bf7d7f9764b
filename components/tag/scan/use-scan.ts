'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FilesProblem, ScanEvent } from '@/lib/analysis/chain-report'
import type { Problem } from '@/lib/analysis/report'
import { withBase } from '@/lib/link/base-path'

/** How far the reading of files is, as one viewer sees it. */
type Scan =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly progress?: Extract<ScanEvent, { kind: 'progress' }> | undefined }
  | { readonly state: 'done'; readonly problems: readonly FilesProblem[] }
  | { readonly state: 'failed'; readonly problem?: Problem | undefined }

/**
 * Reads the files of tags on the server, and follows how far it is. Leaving the page, or `cancel`, ends the reading
 * unless another viewer waits for it.
 */
export function useScan(search: string) {
  const client = useQueryClient()
  const [scan, setScan] = useState<Scan>({ state: 'idle' })
  const source = useRef<EventSource | undefined>(undefined)

  const close = useCallback(() => {
    source.current?.close()
    source.current = undefined
  }, [])

  const start = useCallback(() => {
    close()
    setScan({ state: 'running' })
    const events = new EventSource(withBase(`/api/scan${search}`))
    source.current = events
    events.onmessage = ({ data }) => {
      const event = JSON.parse(data) as ScanEvent
      if (event.kind === 'progress') {
        setScan({ state: 'running', progress: event })
        return
      }
      close()
      setScan(
        event.kind === 'done'
          ? { state: 'done', problems: event.problems }
          : { state: 'failed', problem: event.problem },
      )
      for (const key of ['chain', 'diff', 'files', 'place'])
        void client.invalidateQueries({ queryKey: [key] })
    }
    events.onerror = () => {
      // The browser would connect again; here a person decides that.
      close()
      setScan({ state: 'failed' })
    }
  }, [search, close, client])

  const cancel = useCallback(() => {
    close()
    setScan({ state: 'idle' })
  }, [close])

  // Another tag is another reading.
  useEffect(() => cancel, [cancel])
  return { scan, start, cancel }
}
