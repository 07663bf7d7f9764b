'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useDensity } from '@/components/ui/density'
import { NAVIGATION } from '@/lib/link/pages'
import { showOverlay } from './overlay-store'
import { readPreference } from './preference'
import { beginsShortcut, type ShortcutId, SINGLE_KEYS, shortcutOf } from './shortcut-list'
import { useGoTo } from './use-go-to'
import { useLanguage } from './use-language'
import { useSwitches } from './use-switches'
import { THEMES, useThemeChoice } from './use-theme-choice'

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

const nextOf = <T,>(values: readonly T[], value: T) => values[(values.indexOf(value) + 1) % values.length]!

function useShortcutActions(): (id: ShortcutId) => void {
  const goTo = useGoTo()
  const path = usePathname()
  const { basis, units, setBasis, setUnits } = useSwitches()
  const { theme, setTheme } = useThemeChoice()
  const { density, setDensity } = useDensity()
  const { language, setLanguage } = useLanguage()
  const go = (to: string) => {
    if (to !== path) goTo(to)
  }
  return (id) => {
    if (id === 'help') showOverlay('shortcuts')
    else if (id === 'basis') basis && setBasis(nextOf(['transfer', 'unpacked'], basis))
    else if (id === 'units') units && setUnits(nextOf(['decimal', 'binary'], units))
    else if (id === 'theme') setTheme(nextOf(THEMES, theme ?? 'system'))
    else if (id === 'density') setDensity(nextOf(['comfortable', 'compact'], density))
    else if (id === 'language') setLanguage(nextOf(['en', 'ko'], language))
    else go(id === 'method' ? '/method' : (NAVIGATION.find(({ key }) => key === id)?.path ?? '/'))
  }
}
