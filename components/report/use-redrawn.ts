'use client'

import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useEffect, useTransition } from 'react'
import { askedParsers, drawnFor } from '@/lib/link/report-state'

/**
 * Asks the server for the page again when the link asks for other figures than it shows: switches elsewhere change
 * the link without it.
 *
 * @param drawn  what the page that is shown answers, see `drawnFor`
 * @returns      whether the page is on its way
 */
export function useRedrawn(drawn: string): boolean {
  const router = useRouter()
  const [asked] = useQueryStates(askedParsers)
  const [pending, startTransition] = useTransition()
  const wanted = drawnFor(asked)
  useEffect(() => {
    if (wanted !== drawn) startTransition(() => router.refresh())
  }, [wanted, drawn, router])
  return pending
}
