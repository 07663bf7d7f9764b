'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { NAVIGATION } from '@/lib/link/pages'
import { showOverlay } from './overlay-store'
import { readPreference } from './preference'
import { beginsShortcut, type ShortcutId, SINGLE_KEYS, shortcutOf } from './shortcut-list'
import { chooseNext, useChoices } from './use-choices'
import { useGoTo } from './use-go-to'

/** How long a first key waits for the second. */
const PAUSE_MS = 1200

/** Listens for the palette's key and for shortcuts; draws nothing. */
export function Shortcuts() {
  const run = useShortcutActions()
  const latest = useRef(run)
  const first = useRef<{ key: string; at: number }>(undefined)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        showOverlay('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return
      if (isElsewhere(event.target) || readPreference(SINGLE_KEYS) === 'off') return
      const { key } = event
      const before = first.current
      const id = shortcutOf(before && event.timeStamp - before.at < PAUSE_MS ? before.key : undefined, key)
      first.current = !id && beginsShortcut(key) ? { key, at: event.timeStamp } : undefined
      if (!id) return
      event.preventDefault()
      latest.current(id)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return null
}

/** Whether keys belong to something else: a field that is typed in, or a panel over the page. */
function isElsewhere(target: EventTarget | null): boolean {
  const types = target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)
  const edits = target instanceof HTMLElement && target.isContentEditable
  return types || edits || document.querySelector('[role=dialog]') !== null
}

function useShortcutActions(): (id: ShortcutId) => void {
  const goTo = useGoTo()
  const path = usePathname()
  const choices = useChoices()
  return (id) => {
    if (id === 'help') return showOverlay('shortcuts')
    if (id in choices) return chooseNext(choices[id as keyof typeof choices])
    const to = id === 'method' ? '/method' : (NAVIGATION.find(({ key }) => key === id)?.path ?? '/')
    if (to !== path) goTo(to)
  }
}
