/** What keys do. A group of two is pressed one after the other. */
export const SHORTCUTS = [
  { id: 'help', keys: ['?'] },
  { id: 'compare', keys: ['g', 'c'] },
  { id: 'downloads', keys: ['g', 'd'] },
  { id: 'planner', keys: ['g', 'p'] },
  { id: 'report', keys: ['g', 'r'] },
  { id: 'method', keys: ['g', 'm'] },
  { id: 'basis', keys: ['b'] },
  { id: 'units', keys: ['u'] },
  { id: 'theme', keys: ['t'] },
  { id: 'density', keys: ['d'] },
  { id: 'language', keys: ['l'] },
] as const

export type ShortcutId = (typeof SHORTCUTS)[number]['id']

/** Preference of this browser: `off` leaves single keys to the browser and to assistive tools (WCAG 2.1.4). */
export const SINGLE_KEYS = 'strata-keys'

/** The shortcut that a key completes. @param first  the key pressed shortly before, if any */
export function shortcutOf(first: string | undefined, key: string): ShortcutId | undefined {
  const wanted = (keys: readonly string[]) => SHORTCUTS.find((one) => one.keys.join(' ') === keys.join(' '))
  return ((first !== undefined && wanted([first, key])) || wanted([key]))?.id
}

/** Whether a key may begin a shortcut of two. */
export function beginsShortcut(key: string): boolean {
  return SHORTCUTS.some(({ keys }) => keys.length > 1 && keys[0] === key)
}
