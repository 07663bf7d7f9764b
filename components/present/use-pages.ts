'use client'

import { type RefObject, useEffect, useState } from 'react'

/** The rows of a slide that are in view. */
export interface RowsInView {
  readonly first: number
  readonly last: number
  readonly count: number
}

const ROWS = 'tbody tr, tfoot tr'

/** Pages of a slide that is higher than the screen: how far it is, and steps to the rows that come next. */
export function usePages(box: RefObject<HTMLElement | null>, slide: string) {
  const [rows, setRows] = useState<RowsInView | 'picture'>()
  useEffect(() => {
    const element = box.current
    if (!element || slide === '') {
      setRows(undefined)
      return
    }
    element.scrollTop = 0
    const look = () => setRows(rowsInView(element))
    const observer = new ResizeObserver(() => {
      shrink(element)
      look()
    })
    observer.observe(element)
    const growth = new MutationObserver(look)
    growth.observe(element, { childList: true, subtree: true })
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      growth.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box, slide])
  function turn(way: 'down' | 'up') {
    const element = box.current
    if (!element) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    element.scrollTo({ top: nextTop(element, way), behavior: still ? 'instant' : 'smooth' })
  }
  return { rows, turn }
}

const SMALLEST = 0.7

/** Sets a table smaller that is wider than the screen. */
function shrink(element: HTMLElement): void {
  element.style.setProperty('--deck-fit', '1')
  const share = element.clientWidth / element.scrollWidth
  if (share < 1) element.style.setProperty('--deck-fit', String(Math.max(SMALLEST, share * 0.98)))
}

/** Header that stays in view above the rows. */
const headOf = (element: HTMLElement) => element.querySelector('thead')?.getBoundingClientRect().height ?? 0

/** Undefined when everything is in view; a picture has no rows. */
function rowsInView(element: HTMLElement): RowsInView | 'picture' | undefined {
  if (element.scrollHeight <= element.clientHeight + 1) return undefined
  const { top, bottom } = element.getBoundingClientRect()
  const from = top + headOf(element)
  const all = [...element.querySelectorAll(ROWS)].map((row) => row.getBoundingClientRect())
  const inView = (row: DOMRect) => row.top >= from - 2 && row.bottom <= bottom + 2
  const first = all.findIndex(inView)
  if (first < 0) return all.length > 0 ? undefined : 'picture'
  return { first: first + 1, last: all.findLastIndex(inView) + 1, count: all.length }
}

/** Down to the first row that is not wholly in view, up by as much as is in view. */
function nextTop(element: HTMLElement, way: 'down' | 'up'): number {
  const box = element.getBoundingClientRect()
  const head = headOf(element)
  const page = Math.max(1, element.clientHeight - head)
  if (way === 'up') return element.scrollTop - page
  const next = [...element.querySelectorAll(ROWS)]
    .map((row) => row.getBoundingClientRect())
    .find((row) => row.bottom > box.bottom + 1)
  return next && next.top > box.top + head
    ? element.scrollTop + next.top - box.top - head
    : element.scrollTop + page
}
