import type { Basis } from '../../oci/bytes'
import { type NumberCell, numberCell, unknown } from '../cell'
import { judge } from '../judge'
import { layerLimitOf } from '../measures/releases-left'
import type { RuleId } from '../pull/rules'
import type { RowReport, SeriesCellId, StrategyReport, TagCellId, TagReport, Verdict } from '../report'
import { commonRows } from './common-rows'

export interface VerdictInput {
  readonly strategies: readonly StrategyReport[]
  readonly rows: readonly RowReport[]
  readonly basis: Basis
  readonly rule: RuleId
  /** A figure of a series over some of its tags. @param tags  their positions, ascending */
  readonly over: (strategy: number, cell: SeriesCellId, tags: readonly number[]) => NumberCell
}

type Figure = Verdict['figures'][number]

/** The layer limit is worth a sentence when a series meets it within this number of releases. */
const NEAR_LIMIT = 50

/**
 * Computes the sentences of the verdict strip. Each compares what the strategies have in common: a release that as many
 * as possible have, or the releases that all have. A strategy whose figure is not known stays in the sentence as unknown,
 * one that has no such release is named as `absent`, and `judge` says who wins. A sentence of which no figure is known
 * is left out.
 */
export function verdictsOf(input: VerdictInput): readonly Verdict[] {
  const changes = winnerChanges(input)
  const limit = layerLimit(input)
  const sentences = [
    update(input),
    freshHost(input),
    afterAll(input, 'registry-after'),
    changes ?? afterAll(input, 'host-after'),
    limit && Number(limit.data.releases) <= NEAR_LIMIT ? limit : undefined,
  ]
  return sentences.filter((verdict) => verdict !== undefined)
}

/** The latest step from one release to the next that most strategies made. */
function update({ strategies, rows, basis }: VerdictInput): Verdict | undefined {
  const step = lastOfMost(rows.length - 1, (index) =>
    strategies.map((strategy, position) => {
      const before = tagIn(strategy, rows[index]!, position)
      const tag = before && tagIn(strategy, rows[index + 1]!, position)
      return tag && cellOf(tag, `cached:${basis}`)
    }),
  )
  if (!step) return undefined
  const [from, to] = rows.slice(step.index)
  return verdict('update', { from: from!.label, to: to!.label }, step.cells, strategies)
}

/** The last release that most strategies have, on a host that holds nothing. */
function freshHost({ strategies, rows, basis }: VerdictInput): Verdict | undefined {
  const found = lastOfMost(rows.length, (index) => uncachedIn(strategies, rows[index]!, basis))
  return found && verdict('fresh-host', { tag: rows[found.index]!.label }, found.cells, strategies)
}

/** One a strategy; undefined where it has no such release. */
type Cells = readonly (NumberCell | undefined)[]

/** The last entry with as many known figures as any has; undefined when none has one. */
function lastOfMost(entries: number, cellsAt: (index: number) => Cells) {
  let found: { readonly index: number; readonly cells: Cells; readonly known: number } | undefined
  for (let index = entries - 1; index >= 0; index--) {
    const cells = cellsAt(index)
    const known = cells.filter((cell) => cell && cell.kind !== 'unknown').length
    if (known > (found?.known ?? 0)) found = { index, cells, known }
    if (known === cells.length) break
  }
  return found
}

/** What a registry, and a host, hold of a tag and of all tags. */
const HELD = {
  'registry-after': { tag: 'registry', series: 'registry-disk' },
  'host-after': { tag: 'disk', series: 'host-total' },
} as const

/** What all tags that the strategies have in common take together. */
function afterAll({ strategies, rows, over }: VerdictInput, code: keyof typeof HELD): Verdict | undefined {
  const { tag, series } = HELD[code]
  const found = commonRows(
    strategies.map(({ tags }, position) =>
      rows.map((row) => {
        const index = row.tags[position]
        const own = index === null || index === undefined ? undefined : tags[index]
        return own && cellOf(own, tag).kind !== 'unknown' ? 'known' : own && 'unknown'
      }),
    ),
  )
  if (!found) return undefined
  const cells = strategies.map(({ tags, cells: whole }, position): NumberCell | undefined => {
    if (found.absent.includes(position)) return undefined
    if (!found.members.includes(position)) return firstUnknown(tags, tag)
    const shared = found.rows.flatMap((row) => rows[row]?.tags[position] ?? [])
    return shared.length === tags.length ? whole[series] : over(position, series, shared)
  })
  const all = found.members.every((position) => strategies[position]?.tags.length === found.rows.length)
  const of = all ? 'all' : found.members.length > 1 ? 'shared' : 'known'
  return verdict(code, { tags: found.rows.length, of }, cells, strategies)
}

/** Why nothing is known of a series: what its first tag says. */
function firstUnknown(tags: readonly TagReport[], id: TagCellId): NumberCell | undefined {
  return tags.map((tag) => cellOf(tag, id)).find((cell) => cell.kind === 'unknown')
}

/**
 * The first release from which on another strategy is the cheapest for a fresh host. Not said where two tie in the end, or
 * where a later figure is not known.
 */
function winnerChanges({ strategies, rows, basis }: VerdictInput): Verdict | undefined {
  const shown = strategies.flatMap(({ tags }, position) => (tags.length > 0 ? [position] : []))
  const judged = rows.flatMap((row) => {
    const all = uncachedIn(strategies, row, basis)
    const cells = shown.map((position) => all[position])
    // Releases that not all have tell nothing.
    if (cells.some((cell) => cell === undefined)) return []
    const { best, unknown: lacking } = judge(cells)
    return [
      {
        label: row.label,
        cells: all,
        lacking: lacking.length > 0,
        best: best === undefined ? best : shown[best],
      },
    ]
  })
  const last = judged.at(-1)
  if (last?.best === undefined) return undefined
  const since = judged.findLastIndex(({ best }) => best !== last.best) + 1
  const before = judged.slice(0, since).findLast(({ best }) => best !== undefined && best !== last.best)
  const now = judged[since]
  if (before?.best === undefined || !now) return undefined
  return verdict(
    'winner-changes',
    { tag: now.label, from: before.best, to: last.best },
    now.cells,
    strategies,
  )
}

/** The strategies that meet the store's layer limit first, where it has one. */
function layerLimit({ strategies, rule }: VerdictInput): Verdict | undefined {
  const nearing = strategies.flatMap(({ tags }, strategy): Figure[] => {
    const last = tags.findLast((tag) => tag.image)
    const cell = last && cellOf(last, 'releases-left')
    return cell && cell.kind !== 'unknown' ? [{ strategy, cell }] : []
  })
  const limit = layerLimitOf(rule)
  const releases = Math.min(...nearing.map(({ cell }) => amountOf(cell)))
  if (nearing.length === 0 || limit === undefined) return undefined
  const figures = nearing.filter(({ cell }) => amountOf(cell) === releases)
  return { code: 'layer-limit', data: { releases, limit }, figures, tied: [], absent: [] }
}

const amountOf = (cell: NumberCell) => (cell.kind === 'unknown' ? Number.POSITIVE_INFINITY : cell.value)

function verdict(
  code: Verdict['code'],
  data: Verdict['data'],
  cells: Cells,
  strategies: readonly StrategyReport[],
): Verdict {
  const { best, tied } = judge(cells.map((cell) => cell ?? null))
  const figures = cells.flatMap((cell, strategy): Figure[] => (cell ? [{ strategy, cell }] : []))
  // A strategy without a single tag is the picker's to explain.
  const absent = strategies.flatMap(({ tags }, strategy) =>
    tags.length > 0 && !cells[strategy] ? [strategy] : [],
  )
  return { code, data, figures, best, tied, absent }
}

function uncachedIn(strategies: readonly StrategyReport[], row: RowReport, basis: Basis): Cells {
  return strategies.map((strategy, position) => {
    const tag = tagIn(strategy, row, position)
    return tag && cellOf(tag, `uncached:${basis}`)
  })
}

function tagIn(strategy: StrategyReport, row: RowReport, position: number): TagReport | undefined {
  const index = row.tags[position]
  return index === null || index === undefined ? undefined : strategy.tags[index]
}

/** A tag's figure; unknown where no source could read the tag. */
function cellOf({ tag, cells }: TagReport, id: TagCellId): NumberCell {
  return numberCell(cells[id]) ?? unknown('bytes', { code: 'unread', data: { tag } })
}
