import type { Cell, NumberCell } from '../../analysis/cell'
import { type Judged, valueOfCell } from '../../analysis/judge'
import { MEASURES, tagCellId } from '../../analysis/measures'
import type { CompareReport, TagCellId, TagReport } from '../../analysis/report'
import { formatTime, formatTimes, type Units } from '../../i18n/format'
import type { Sort } from '../../link/view-state'
import { cellText, type Form } from '../words/cell-text'

/** One line of a table: per strategy its tag, or undefined where it has none. */
export interface Row {
  readonly label: string
  readonly tags: readonly (TagReport | undefined)[]
}

/** The report's rows in the order asked for. */
export function rowsOf(report: CompareReport, { key, descending }: Sort): readonly Row[] {
  const rows = report.rows.map(({ label, tags }) => ({
    label,
    tags: tags.map((index, strategy) =>
      index === null ? undefined : report.strategies[strategy]?.tags[index],
    ),
  }))
  const measure = MEASURES.find(({ id }) => id === key)
  if (!measure) return descending ? rows.toReversed() : rows
  const id = tagCellId(measure, report.basis)
  const direction = descending ? -1 : 1
  // Unknown figures stay at the end whichever way the rest is sorted.
  return rows.toSorted((a, b) => {
    const [x, y] = [firstValue(a, id), firstValue(b, id)]
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined)
    return direction * (x - y)
  })
}

/** The first strategy's figure; the next one's where it has none. */
function firstValue({ tags }: Row, id: TagCellId): number | undefined {
  return tags.map((tag) => valueOfCell(tag?.cells[id])).find((value) => value !== undefined)
}

/** How far apart the smallest and the largest figure of a row are; undefined for fewer than two, and where one is not known. */
export function spreadOf(cells: readonly Judged[]) {
  const known = cells.flatMap((cell) => (cell === null ? [] : [cell])).map(valueOfCell)
  if (known.length < 2 || !known.every((value) => value !== undefined)) return undefined
  const [least, most] = [Math.min(...known), Math.max(...known)]
  return { bytes: most - least, ratio: least > 0 ? most / least : undefined }
}

export interface Difference {
  readonly cell: NumberCell | undefined
  /** The same as the page prints it, `—` for fewer than two figures and where one is not known. */
  readonly text: string
  /** How many times the smallest the largest is, where that is worth a word. */
  readonly times?: { readonly ratio: number; readonly text: string } | undefined
}

/** Up to this the two are as good as equal. */
const WORTH_SAYING = 1.005

/** How far apart the figures of a row are; an estimate when one of them is. @param cells  null where there is no tag */
export function differenceOf(cells: readonly Judged[], units: Units, form: Form): Difference {
  const spread = spreadOf(cells)
  if (!spread) return { cell: undefined, text: '—' }
  const { bytes: value, ratio } = spread
  const kind = cells.some((cell) => cell?.kind === 'estimate') ? 'estimate' : 'exact'
  const cell = { kind, value, unit: 'bytes' } as const
  return {
    cell,
    text: cellText(cell, units, form),
    times: ratio !== undefined && ratio > WORTH_SAYING ? { ratio, text: formatTimes(ratio) } : undefined,
  }
}

/** What the strategies of a row are judged by: their cells, null where one has no tag. */
export function cellsIn({ tags }: Row, id: TagCellId): readonly (Cell | null | undefined)[] {
  return tags.map((tag) => (tag ? tag.cells[id] : null))
}

/** Whether all strategies that have tags have one in every row, so that their sums are about the same releases. */
export function isEven({ rows, strategies }: CompareReport): boolean {
  return rows.every(({ tags }) =>
    tags.every((tag, strategy) => tag !== null || strategies[strategy]?.tags.length === 0),
  )
}

/** When the tags of a row were made, once where several say the same: `2022-01-16 05:39 UTC`. */
export function createdText({ tags }: Row): string {
  const times = tags.map((tag) => (tag?.image?.created ? formatTime(tag.image.created) : '—'))
  return [...new Set(times)].join(' / ')
}

/** Whether tags are found in different places: some on the daemon, some in a registry, some in both. */
export function differInPlace({ strategies }: CompareReport): boolean {
  const places = strategies.flatMap(({ tags }) => tags.flatMap(({ image }) => image?.presentIn.join() ?? []))
  return new Set(places).size > 1
}

/** The report without strategies that have no tag to show: the picker shows what is wrong with them. */
export function withoutEmpty(report: CompareReport): CompareReport {
  const kept = report.strategies.map(({ tags }) => tags.length > 0)
  if (kept.every(Boolean)) return report
  return {
    ...report,
    strategies: report.strategies.filter((_, strategy) => kept[strategy]),
    notes: report.notes.flatMap((note) =>
      kept[note.strategy] ? { ...note, strategy: kept.slice(0, note.strategy).filter(Boolean).length } : [],
    ),
    rows: report.rows.map(({ label, tags }) => ({
      label,
      tags: tags.filter((_, strategy) => kept[strategy]),
    })),
  }
}
