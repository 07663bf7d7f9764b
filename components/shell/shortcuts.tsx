import { usePathname } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
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
  const goTo = useGoTo()
  const path = usePathname()
  const choices = useChoices()
  const run = (id: ShortcutId) => {
    if (id === 'help') return showOverlay('shortcuts')
    if (id in choices) return chooseNext(choices[id as keyof typeof choices])
    const to = id === 'method' ? '/method' : (NAVIGATION.find(({ key }) => key === id)?.path ?? '/')
    if (to !== path) goTo(to)
  }
  const first = useRef<{ key: string; at: number }>(undefined)
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, timeStamp } = event
    if ((event.ctrlKey || event.metaKey) && !event.altKey && key.toLowerCase() === 'k') {
      event.preventDefault()
      return showOverlay('palette')
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return
    if (isElsewhere(event.target) || readPreference(SINGLE_KEYS) === 'off') return
    const before = first.current
    const id = shortcutOf(before && timeStamp - before.at < PAUSE_MS ? before.key : undefined, key)
    first.current = !id && beginsShortcut(key) ? { key, at: timeStamp } : undefined
    if (!id) return
    event.preventDefault()
    run(id)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return null
}

/** Whether keys belong to something else: a field that is typed in, or a panel over the page. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog]')) return true
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)
}
