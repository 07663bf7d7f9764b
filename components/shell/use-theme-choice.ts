import { useTheme } from 'next-themes'
import { useQueryState } from 'nuqs'
import { useSyncExternalStore } from 'react'
import { type Theme, viewParsers } from '@/lib/link/view-state'

const noChange = () => () => {}

/** The theme that is chosen, and a change of it; a link that carries one is changed with it. */
export function useThemeChoice() {
  const { theme, setTheme } = useTheme()
  const [linked, setLinked] = useQueryState('theme', viewParsers.theme)
  const mounted = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  )
  return {
    /** The server does not know the theme; until the browser does, none is chosen. */
    theme: mounted ? ((theme as Theme | undefined) ?? 'system') : undefined,
    /** What the link asks for. */
    linked,
    setTheme(next: Theme) {
      setTheme(next)
      if (linked) void setLinked(next)
    },
  }
}
