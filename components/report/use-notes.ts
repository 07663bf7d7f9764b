'use client'

import { useState } from 'react'
import { readPreference, usePreference, writePreference } from '@/components/shell/preference'
import { LINKED_NOTES } from '@/lib/link/report-state'

interface Notes {
  readonly text: string
  /** Where they are: in the link, in this browser, or only in this page. */
  readonly kept: 'link' | 'browser' | 'nowhere'
  readonly change: (text: string) => void
}

/**
 * The notes of a report: in its link while they are short, else in this browser.
 *
 * @param question  what they belong to when the link does not hold them
 * @param notes     those of the link
 * @param link      puts notes into the link; null for none
 */
export function useNotes(question: string, notes: string, link: (notes: string | null) => void): Notes {
  const key = `strata-notes:${question}`
  const stored = usePreference(key) ?? ''
  // Long notes where the browser keeps nothing.
  const [unkept, setUnkept] = useState<{ readonly key: string; readonly text: string }>()
  const isUnkept = unkept?.key === key
  const long = isUnkept ? unkept.text : stored
  function change(text: string) {
    const isLong = text.length > LINKED_NOTES
    const kept = isLong ? text : ''
    link(isLong || text === '' ? null : text)
    if (kept !== stored) writePreference(key, kept)
    setUnkept(kept === (readPreference(key) ?? '') ? undefined : { key, text: kept })
  }
  if (notes !== '' || long === '') return { text: notes, kept: 'link', change }
  return { text: long, kept: isUnkept ? 'nowhere' : 'browser', change }
}
