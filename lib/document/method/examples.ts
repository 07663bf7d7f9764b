import type { Cell } from '../../analysis/cell'
import { valueOfCell } from '../../analysis/judge'
import { MEASURES, tagCellId } from '../../analysis/measures'
import type { CompareReport, StrategyReport, TagReport } from '../../analysis/report'
import { formatBytes, formatShare, formatTimes } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { MAX_LAYERS } from '../../oci/max-layers'
import type { CardId } from '../compare/columns'
import { bytesOf, cellIdOf, countedLayers } from '../compare/counted-layers'
import { spreadOf } from '../compare/rows'
import { cellText, formOf } from '../words/cell-text'
import type { TopicId } from './topics'

/** A figure of the sample, worked out. */
export interface Example {
  /** What it is a figure of: a reference, a repository. */
  readonly subject: string
  /** Numbers alone, so that it reads in every language: `231MB + 557MB = 788MB`. */
  readonly text: string
}

/** Undefined where the report does not know a part. */
export type Examples = Readonly<Partial<Record<TopicId, Example | undefined>>>

/**
 * The method's examples, from the same cells that the cards show. What the report does not know has no example.
 *
 * @param report  of the sample, transfer bytes; its first strategy is looked at, its last tag but one
 */
export function examplesOf(report: CompareReport): Examples {
  const [strategy] = report.strategies
  const tag = strategy?.tags.at(-2)
  if (!strategy || !tag?.image) return {}
  return {
    ...figuresOf(report, tag),
    difference: differenceOf(report, strategy.tags.length - 2),
    'all-tags': allTagsOf(strategy),
  }
}

function figuresOf(report: CompareReport, tag: TagReport): Examples {
  const { cells, reference } = tag
  const of = (text: string | undefined) => (text === undefined ? undefined : { subject: reference, text })
  const added = (card: CardId, basis: Basis) => {
    const parts = countedLayers(report, tag, card, basis).filter(({ reused }) => !reused)
    const sum = valueOfCell(cells[cellIdOf(card, basis)])
    return of(
      sumText(
        parts.map(({ layer }) => bytesOf(layer, basis)),
        sum,
        basis,
      ),
    )
  }
  const plain = MEASURES.map((measure): [TopicId, Example | undefined] => {
    const cell = cells[tagCellId(measure, 'transfer')]
    return [
      measure.topic,
      cell && cell.kind !== 'unknown'
        ? of(cellText(cell, 'decimal', formOf(measure, 'transfer')))
        : undefined,
    ]
  })
  return {
    ...Object.fromEntries(plain),
    local: added('total', 'unpacked'),
    registry: added('total', 'transfer'),
    uncached: added('uncached', 'transfer'),
    cached: added('cached', 'transfer'),
    share: of(shareText(cells, 'transfer')),
    left: of(leftText(tag.image?.layers.length ?? 0, cells['releases-left'])),
  }
}

/** `231MB + 557MB = 788MB`; undefined when a part is not known. */
function sumText(
  parts: readonly (number | undefined)[],
  sum: number | undefined,
  basis: Basis,
): string | undefined {
  if (sum === undefined || parts.some((part) => part === undefined)) return undefined
  const [whole = '', ...terms] = [sum, ...parts].map((part) => formatBytes(part!, basis))
  return terms.length > 1 ? `${terms.join(' + ')} = ${whole}` : whole
}

function shareText(cells: TagReport['cells'], basis: Basis): string | undefined {
  const share = valueOfCell(cells[`share:${basis}`])
  const all = valueOfCell(cells[`uncached:${basis}`])
  if (share === undefined || all === undefined) return undefined
  return `${formatBytes(Math.round(share * all), basis)} ÷ ${formatBytes(all, basis)} = ${formatShare(share)}`
}

function leftText(layers: number, cell: Cell | undefined): string | undefined {
  const left = valueOfCell(cell)
  const pace = cell && 'why' in cell ? cell.why?.data?.layers : undefined
  if (pace === undefined || left === undefined) return undefined
  return `⌊(${MAX_LAYERS} − ${layers}) ÷ ${pace}⌋ = ${left}`
}

function differenceOf(report: CompareReport, row: number): Example | undefined {
  const { label, tags = [] } = report.rows[row] ?? {}
  const cells = tags.map((index, strategy) =>
    index === null ? null : report.strategies[strategy]?.tags[index]?.cells['cached:transfer'],
  )
  const spread = spreadOf(cells)
  const known = cells.map(valueOfCell).filter((value) => value !== undefined)
  if (label === undefined || spread?.ratio === undefined) return undefined
  const [most, least] = [Math.max(...known), Math.min(...known)].map((bytes) =>
    formatBytes(bytes, 'transfer'),
  )
  return {
    subject: label,
    text: `${most} − ${least} = ${formatBytes(spread.bytes, 'transfer')};  ${most} ÷ ${least} = ${formatTimes(spread.ratio)}`,
  }
}

function allTagsOf({ cells, input }: StrategyReport): Example | undefined {
  const [once, naive] = [valueOfCell(cells['registry-disk']), valueOfCell(cells['naive-registry'])]
  if (once === undefined || naive === undefined) return undefined
  return {
    subject: input.reference,
    text: `${formatBytes(once, 'transfer')} < ${formatBytes(naive, 'transfer')}`,
  }
}
