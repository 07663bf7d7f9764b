'use client'

import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { filesQuery, type ImageKey } from '@/components/tag/queries'
import type { FileRow, FilesReport } from '@/lib/analysis/chain-report'
import type { FilesInput } from '@/lib/analysis/question'
import type { Shadow } from '@/lib/layerfs/tree'

/** One line of the list: a path, a version that lies hidden beneath it, or a place whose path has not come yet. */
export type Line =
  | { readonly kind: 'file'; readonly row: FileRow; readonly depth: number; readonly open: boolean }
  | { readonly kind: 'shadow'; readonly shadow: Shadow; readonly path: string; readonly depth: number }
  | { readonly kind: 'waiting'; readonly place: Place; readonly depth: number }

/** A page of one directory's content. */
export interface Place {
  readonly path: string
  readonly page: number
}

const PAGE = 500

/** What the list is of. */
export type FilesQuestion = Omit<FilesInput, 'path' | 'offset' | 'limit'>

/** The directories that are open, and what to do when another set is. */
export interface OpenDirectories {
  readonly open: readonly string[]
  readonly onOpen: (open: readonly string[]) => void
}

/**
 * Lines of a tree of files, of which only the parts that are looked at are fetched.
 *
 * @param withShadows  shows hidden versions beneath their paths
 */
export function useFileRows(
  image: ImageKey,
  question: FilesQuestion,
  withShadows: boolean,
  directories: OpenDirectories,
) {
  const open = useMemo(() => new Set(directories.open), [directories.open])
  const key = JSON.stringify([image, question])
  const [state, setState] = useState({ key, places: placesOf(open) })
  // Another question starts anew, with what was open left open where it is the same tree in another order.
  const asked = state.key === key ? state.places : START
  const current = useMemo(() => ({ open, places: merged(asked, placesOf(open)) }), [open, asked])

  const answers = useQueries({
    queries: current.places.map(({ path, page }) =>
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
      const place = current.places[index]
      if (report && place) found.set(nameOf(place), report)
    }
    return found
  }, [answers.reports, current.places])

  const tree = !question.flat && question.query === ''
  const lines = useMemo(
    () => linesOf(pages, tree ? current.open : new Set(), withShadows),
    [pages, tree, current.open, withShadows],
  )

  const toggle = (path: string) => {
    const next = new Set(open)
    if (!next.delete(path)) next.add(path)
    directories.onOpen([...next])
  }
  const ask = useCallback(
    (wanted: readonly Place[]) => {
      setState((before) => {
        const base = before.key === key ? before.places : START
        const places = merged(base, wanted)
        return places.length === base.length ? before : { key, places }
      })
    },
    [key],
  )
  return { lines, first: pages.get(nameOf(ROOT)), error: answers.error, toggle, ask }
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
      for (const shadow of row.shadows) lines.push({ kind: 'shadow', shadow, path: row.path, depth })
    }
    if (isOpen) visit(row.path, depth + 1)
  }
  visit('', 0)
  return lines
}
