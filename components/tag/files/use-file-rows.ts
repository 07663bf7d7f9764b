'use client'

import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { filesQuery } from '@/components/tag/queries'
import type { FileRow, FilesReport } from '@/lib/analysis/chain-report'
import type { Shadow } from '@/lib/layerfs/tree'
import { useTag } from '../use-tag'

/** One line of the list: a path, a version that lies hidden beneath it, or a place whose path has not come yet. */
type Line =
  | { readonly kind: 'file'; readonly row: FileRow; readonly depth: number; readonly open: boolean }
  | { readonly kind: 'shadow'; readonly shadow: Shadow; readonly depth: number }
  | { readonly kind: 'waiting'; readonly place: Place; readonly depth: number }

/** A page of one directory's content. */
export interface Place {
  readonly path: string
  readonly page: number
}

const PAGE = 500

/**
 * Lines of the tree of files that the page's link asks for; only the parts that are looked at are fetched. Lines stand
 * where they are while the page goes to another tag of the series.
 *
 * @param along  tags of the series whose paths are listed too, first to last
 */
export function useFileRows(along: readonly string[]) {
  const { image, state: link, change, chosen } = useTag()
  const { view, list, sort, q: query, hidden } = link
  const question = { view, layer: chosen, sort, flat: list === 'flat', query, hidden, along }
  // Hidden versions stand beneath their paths.
  const withShadows = view === 'layer' || hidden
  const open = useMemo(() => new Set(link.open), [link.open])
  const { reference, ...where } = image
  const isOne = along.length === 0
  const key = JSON.stringify([
    where,
    { ...question, layer: isOne && chosen, along: isOne },
    isOne && reference,
  ])
  const [state, setState] = useState({ key, places: placesOf(open) })
  // Another question starts again, with what was open left open where it is the same tree in another order.
  const asked = state.key === key ? state.places : START
  const places = useMemo(() => merged(asked, placesOf(open)), [open, asked])

  const answers = useQueries({
    queries: places.map(({ path, page }) =>
      filesQuery(image, { ...question, path, offset: page * PAGE, limit: PAGE }),
    ),
    combine: (results) => ({
      reports: results.map(({ data }) => data),
      error: results.find(({ error }) => error)?.error ?? undefined,
    }),
  })
  const pages = useMemo(() => {
    const found = new Map<string, FilesReport>()
    for (const [index, report] of answers.reports.entries()) {
      const place = places[index]
      if (report && place) found.set(nameOf(place), report)
    }
    return found
  }, [answers.reports, places])

  const tree = !question.flat && query === ''
  const lines = useMemo(
    () => linesOf(pages, tree ? open : new Set(), withShadows),
    [pages, tree, open, withShadows],
  )

  // Until all that was shown has come for the next tag, the lines of the one before stay.
  const [held, setHeld] = useState({ key, reference, lines, pages })
  const isWhole = answers.reports.every((report) => report !== undefined)
  const isHeld = held.key === key && held.reference !== reference && !isWhole
  if (!isHeld && held.lines !== lines) setHeld({ key, reference, lines, pages })
  const shown = isHeld ? held : { lines, pages }

  const toggle = (path: string) => {
    const next = new Set(open)
    if (!next.delete(path)) next.add(path)
    change({ open: [...next] })
  }
  const ask = useCallback(
    (wanted: readonly Place[]) => {
      setState((before) => {
        const base = before.key === key ? before.places : START
        const next = merged(base, wanted)
        return next.length === base.length ? before : { key, places: next }
      })
    },
    [key],
  )
  return { lines: shown.lines, first: shown.pages.get(nameOf(ROOT)), error: answers.error, toggle, ask }
}

const ROOT: Place = { path: '', page: 0 }
const START: readonly Place[] = [ROOT]

function placesOf(open: ReadonlySet<string>): Place[] {
  return [ROOT, ...[...open].map((path) => ({ path, page: 0 }))]
}

function nameOf({ path, page }: Place): string {
  return `${page} ${path}`
}

function merged(places: readonly Place[], more: readonly Place[]): Place[] {
  const known = new Set(places.map(nameOf))
  return [...places, ...more.filter((place) => !known.has(nameOf(place)))]
}

function linesOf(
  pages: ReadonlyMap<string, FilesReport>,
  open: ReadonlySet<string>,
  withShadows: boolean,
): readonly Line[] {
  const lines: Line[] = []
  const visit = (path: string, depth: number) => {
    const total = pages.get(nameOf({ path, page: 0 }))?.total
    if (total === undefined) {
      lines.push({ kind: 'waiting', place: { path, page: 0 }, depth })
      return
    }
    for (let page = 0; page * PAGE < total; page++) {
      const place = { path, page }
      const rows = pages.get(nameOf(place))?.rows
      if (rows) for (const row of rows) show(row, depth)
      else {
        // One object for all of them: a list may have a hundred thousand.
        const waiting: Line = { kind: 'waiting', place, depth }
        for (let index = page * PAGE; index < Math.min(total, (page + 1) * PAGE); index++) lines.push(waiting)
      }
    }
  }
  const show = (row: FileRow, depth: number) => {
    const isOpen = open.has(row.path) && row.children > 0
    lines.push({ kind: 'file', row, depth, open: isOpen })
    if (withShadows) {
      for (const shadow of row.shadows) lines.push({ kind: 'shadow', shadow, depth })
    }
    if (isOpen) visit(row.path, depth + 1)
  }
  visit('', 0)
  return lines
}
