'use client'

import { debounce, useQueryStates } from 'nuqs'
import { useCallback, useSyncExternalStore } from 'react'
import { LINKED_NOTES, sheetParsers } from '@/lib/link/report-state'

const PREFIX = 'strata-notes:'
/** As fast as a person types, the link need not change. */
const PAUSE_MS = 400

/** Long notes of this page where the browser keeps nothing. */
const unkept = new Map<string, string>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function read(key: string): string {
  const here = unkept.get(key)
  if (here !== undefined) return here
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a text under a key, or forgets it when it is empty. */
function keep(key: string, text: string): void {
  unkept.delete(key)
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    if (text !== '') unkept.set(key, text)
  }
  for (const listener of listeners) listener()
}

export interface Notes {
  readonly text: string
  /** Where they are: in the link, in this browser, or only in this page. */
  readonly kept: 'link' | 'browser' | 'nowhere'
  readonly change: (text: string) => void
}

/**
 * The notes of a report: in its link while they are short, else in this browser.
 *
 * @param question  what they belong to when the link does not hold them
 */
export function useNotes(question: string): Notes {
  const key = PREFIX + question
  const [{ notes }, setState] = useQueryStates(
    { notes: sheetParsers.notes },
    { history: 'replace', limitUrlUpdates: debounce(PAUSE_MS) },
  )
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => '',
  )
  const change = useCallback(
    (text: string) => {
      const short = text.length <= LINKED_NOTES
      void setState({ notes: short && text !== '' ? text : null })
      keep(key, short ? '' : text)
    },
    [key, setState],
  )
  if (notes !== '' || stored === '') return { text: notes, kept: 'link', change }
  return { text: stored, kept: unkept.has(key) ? 'nowhere' : 'browser', change }
}
