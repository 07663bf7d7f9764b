import type { Basis } from '../../oci/bytes'
import type { Cell, NumberCell } from '../cell'
import { layerLimitOf } from '../measures/releases-left'
import type { RuleId } from '../pull/rules'
import type { RowReport, SeriesCellId, StrategyReport, TagCellId, TagReport, Verdict } from '../report'

export interface VerdictInput {
  readonly strategies: readonly StrategyReport[]
  readonly rows: readonly RowReport[]
  readonly basis: Basis
  readonly rule: RuleId
}

type Figure = Verdict['figures'][number]

/** The layer limit is worth a sentence when a series meets it within this number of releases. */
const NEAR_LIMIT = 50

/**
 * Computes the sentences of the verdict strip. A sentence is left out when the figures that it needs are not
 * known for at least one strategy; a strategy without the figure is left out of the sentence.
 */
export function verdictsOf(input: VerdictInput): readonly Verdict[] {
  const changes = winnerChanges(input)
  const limit = layerLimit(input)
  const sentences = [
    update(input),
    freshHost(input),
    afterAll(input, 'registry-disk', 'registry-after'),
    changes ?? afterAll(input, 'host-total', 'host-after'),
    limit && Number(limit.data.releases) <= NEAR_LIMIT ? limit : undefined,
  ]
  return sentences.filter((verdict) => verdict !== undefined)
}

/** The latest step from one release to the next that most strategies made. */
function update({ strategies, rows, basis }: VerdictInput): Verdict | undefined {
  const step = lastOfMost(rows.length - 1, strategies.length, (index) => {
    const [from, to] = [rows[index]!, rows[index + 1]!]
    return strategies.flatMap((strategy, position) => {
      const before = from.tags[position]
      if (before === null || before === undefined) return []
      return figureOf(tagIn(strategy, to, position), `cached:${basis}`, position)
    })
  })
  if (!step) return undefined
  const [from, to] = rows.slice(step.index)
  return verdict('update', { from: from!.label, to: to!.label }, step.figures)
}

/** The last release that most strategies have, on a host that holds nothing. */
function freshHost({ strategies, rows, basis }: VerdictInput): Verdict | undefined {
  const found = lastOfMost(rows.length, strategies.length, (index) =>
    strategies.flatMap((strategy, position) =>
      figureOf(tagIn(strategy, rows[index]!, position), `uncached:${basis}`, position),
    ),
  )
  return found && verdict('fresh-host', { tag: rows[found.index]!.label }, found.figures)
}

interface Entry {
  readonly index: number
  readonly figures: readonly Figure[]
}

/** The last entry with as many figures as any has; undefined when none has one. @param most  that one can have */
function lastOfMost(
  entries: number,
  most: number,
  figuresAt: (index: number) => readonly Figure[],
): Entry | undefined {
  let found: Entry | undefined
  for (let index = entries - 1; index >= 0; index--) {
    const figures = figuresAt(index)
    if (figures.length > (found?.figures.length ?? 0)) found = { index, figures }
    if (figures.length === most) break
  }
  return found
}

function afterAll(
  { strategies }: VerdictInput,
  cell: SeriesCellId,
  code: 'registry-after' | 'host-after',
): Verdict | undefined {
  const figures = strategies.flatMap(({ cells }, strategy): Figure[] => {
    const found = cells[cell]
    return found && found.kind !== 'unknown' ? [{ strategy, cell: found }] : []
  })
  const tags = Math.max(0, ...figures.map(({ strategy }) => strategies[strategy]?.tags.length ?? 0))
  return figures.length === 0 ? undefined : verdict(code, { tags }, figures)
}

/** The first release from which on another strategy is the cheapest for a fresh host, if the winner changes. */
function winnerChanges({ strategies, rows, basis }: VerdictInput): Verdict | undefined {
  const winners = rows.flatMap((row) => {
    const figures = strategies.flatMap((strategy, position) =>
      figureOf(tagIn(strategy, row, position), `uncached:${basis}`, position),
    )
    const best = figures.length < strategies.length ? undefined : bestOf(figures)
    return best === undefined ? [] : [{ label: row.label, figures, best }]
  })
  const last = winners.at(-1)
  if (!last || strategies.length < 2) return undefined
  const since = winners.findLastIndex(({ best }) => best !== last.best) + 1
  const before = winners[since - 1]
  const now = winners[since]
  if (!before || !now) return undefined
  return {
    code: 'winner-changes',
    data: { tag: now.label, from: before.best, to: now.best },
    figures: now.figures,
    best: now.best,
  }
}

/** The strategy that meets the store's layer limit first, where it has one. */
function layerLimit({ strategies, rule }: VerdictInput): Verdict | undefined {
  const nearing = strategies.flatMap(({ tags }, position): Figure[] => {
    const last = tags.findLast((tag) => tag.image)
    return last ? figureOf(last, 'releases-left', position) : []
  })
  const [nearest] = nearing.toSorted((a, b) => amountOf(a.cell) - amountOf(b.cell))
  const limit = layerLimitOf(rule)
  if (!nearest || limit === undefined) return undefined
  return {
    code: 'layer-limit',
    data: { strategy: nearest.strategy, releases: amountOf(nearest.cell), limit },
    figures: [nearest],
  }
}

function verdict(code: Verdict['code'], data: Verdict['data'], figures: readonly Figure[]): Verdict {
  return { code, data, figures, best: bestOf(figures) }
}

/** The strategy with the smallest figure; undefined for a tie and for fewer than two. */
function bestOf(figures: readonly Figure[]): number | undefined {
  const [best, second] = figures.toSorted((a, b) => amountOf(a.cell) - amountOf(b.cell))
  return best && second && amountOf(best.cell) < amountOf(second.cell) ? best.strategy : undefined
}

function amountOf(cell: NumberCell): number {
  return cell.kind === 'unknown' ? Number.POSITIVE_INFINITY : cell.value
}

function tagIn(strategy: StrategyReport, row: RowReport, position: number): TagReport | undefined {
  const index = row.tags[position]
  return index === null || index === undefined ? undefined : strategy.tags[index]
}

function figureOf(tag: TagReport | undefined, id: TagCellId, strategy: number): Figure[] {
  const cell: Cell | undefined = tag?.cells[id]
  return cell && (cell.kind === 'exact' || cell.kind === 'estimate') ? [{ strategy, cell }] : []
}
