import { type UIEvent, useState } from 'react'

/** The part of a long row of groups that is in view. */
export interface Window {
  /** Width that all groups would take. */
  readonly fullWidth: number
  readonly first: number
  readonly count: number
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
  /** Scrolls so that a group is in view. */
  readonly show: (scroller: HTMLElement, group: number) => void
}

/**
 * Keeps the groups in view while a row of them is scrolled: two hundred tags of six strategies are many thousand
 * bands, of which a screen shows a few hundred.
 *
 * @param width       of the view in pixels
 * @param groups      how many there are
 * @param groupWidth  of one group in pixels
 */
export function useWindow(width: number, groups: number, groupWidth: number): Window {
  const [first, setFirst] = useState(0)
  const count = Math.max(1, Math.min(groups, Math.floor(width / groupWidth)))
  const last = Math.max(0, groups - count)
  return {
    fullWidth: groups > count ? groups * groupWidth : width,
    first: Math.min(first, last),
    count,
    onScroll: ({ currentTarget: { scrollLeft, scrollWidth, clientWidth } }) => {
      const room = scrollWidth - clientWidth
      setFirst(room <= 0 ? 0 : Math.round((scrollLeft / room) * last))
    },
    show(scroller, group) {
      if (last === 0 || (group >= first && group < first + count)) return
      const to = Math.min(last, group < first ? group : group - count + 1)
      scroller.scrollLeft = (to / last) * (scroller.scrollWidth - scroller.clientWidth)
    },
  }
}
