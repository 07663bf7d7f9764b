import { valueOfCell } from '../../analysis/judge'
import type { CompareReport, LayerReport, TagReport } from '../../analysis/report'
import { shortBytes, type Units } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import type { CardId } from './columns'
import { bytesOf, cellIdOf, countedLayers } from './counted-layers'
import { type LayerMarks, layerMarks, NEUTRAL, type Slot } from './layer-colours'
import type { Row } from './rows'

/** One band of a bar: a layer, or several small neighbours too thin to be seen apart at this height. */
export interface Band {
  readonly key: string
  readonly bytes: number
  /** How it is marked; neutral where it is of several layers. */
  readonly slot: Slot
  /** Reused from the host: part of the image, not of the download. */
  readonly reused: boolean
  readonly layers: readonly LayerReport[]
  /** Names of its layers: those of one name are one layer, in each bar of the chart. */
  readonly ids: readonly string[]
}

/** One bar: a tag of a strategy. `bytes` is undefined when its cell or a layer's bytes are unknown: no bar is drawn. */
export interface Bar {
  readonly tag: TagReport
  readonly strategy: number
  readonly bytes: number | undefined
  /** The card's cell of the tag: what all bands that are not reused come to. */
  readonly figure: number | undefined
  /** What its bytes are of. */
  readonly bytesOf: Basis
  /** Whether that figure is an estimate: it is printed as one. */
  readonly estimated: boolean
  /** Bytes of the tallest bar of its group: labels of one group stand on one height. */
  readonly groupBytes: number
  /** Base first. */
  readonly bands: readonly Band[]
}

/** A group of bars at one place of the axis. */
export interface Group {
  readonly label: string
  readonly bars: readonly (Bar | undefined)[]
}

/** Bands thinner than this share of the tallest bar are drawn together with their small neighbours. */
const SMALL = 0.006

/** The bars of a card, in the order of its rows. Total and not cached draw whole images, cached what is reused too. */
export function groupsOf(report: CompareReport, rows: readonly Row[], card: CardId): readonly Group[] {
  const marks = layerMarks(
    [...new Set(rows.flatMap(({ tags }) => tags))].map((tag) =>
      (tag?.image?.layers ?? []).flatMap((position) => report.layers[position] ?? []),
    ),
  )
  const whole = rows.map(({ label, tags }) => ({
    label,
    bars: tags.map((tag, strategy) => (tag?.image ? barOf(report, tag, strategy, card, marks) : undefined)),
  }))
  const tallest = Math.max(1, ...whole.flatMap(({ bars }) => bars.map((bar) => bar?.bytes ?? 0)))
  return whole.map(({ label, bars }) => {
    const groupBytes = Math.max(0, ...bars.map((bar) => bar?.bytes ?? 0))
    return {
      label,
      bars: bars.map((bar) => bar && { ...bar, groupBytes, bands: joinSmall(bar.bands, tallest * SMALL) }),
    }
  })
}

function barOf(
  report: CompareReport,
  tag: TagReport,
  strategy: number,
  card: CardId,
  marks: LayerMarks,
): Bar {
  const { basis } = report
  const cell = tag.cells[cellIdOf(card, basis)]
  const figure = valueOfCell(cell)
  const layers = countedLayers(report, tag, card, basis)
  const isDrawn = figure !== undefined && layers.every(({ layer }) => bytesOf(layer, basis) !== undefined)
  const bands = (isDrawn ? layers : []).map(({ layer, reused }) => ({
    key: layer.chainId,
    bytes: bytesOf(layer, basis) ?? 0,
    slot: marks.slotOf(layer),
    reused,
    layers: [layer],
    ids: [marks.idOf(layer)],
  }))
  return {
    tag,
    strategy,
    bytes: isDrawn ? bands.reduce((sum, { bytes }) => sum + bytes, 0) : undefined,
    groupBytes: 0,
    figure: isDrawn ? figure : undefined,
    bytesOf: basis,
    estimated: cell?.kind === 'estimate',
    bands,
  }
}

/** The figure above a bar: short, and marked where it is an estimate. */
export function barText(
  { figure = 0, bytesOf: of, estimated }: Pick<Bar, 'figure' | 'bytesOf' | 'estimated'>,
  units: Units,
): string {
  return (estimated ? '≈' : '') + shortBytes(figure, of, units)
}

/** Draws runs of small neighbours as one band, so that a hundred tiny layers cost one rectangle. */
function joinSmall(bands: readonly Band[], limit: number): readonly Band[] {
  const joined: Band[] = []
  for (const band of bands) {
    const last = joined.at(-1)
    const both = last && last.bytes < limit && band.bytes < limit && last.reused === band.reused
    if (both) {
      joined[joined.length - 1] = {
        ...last,
        bytes: last.bytes + band.bytes,
        slot: NEUTRAL,
        layers: [...last.layers, ...band.layers],
        ids: [...last.ids, ...band.ids],
      }
    } else joined.push(band)
  }
  return joined
}

/** Ticks of the axis of bytes from 0: round steps, the last at or above the tallest bar. */
export function ticksFor(tallest: number): readonly number[] {
  const rough = Math.max(1, tallest) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  return Array.from({ length: Math.ceil(Math.max(1, tallest) / step) + 1 }, (_, index) => index * step)
}
