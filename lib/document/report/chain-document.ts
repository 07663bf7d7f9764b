import type { CompareReport, LayerReport, TagReport } from '../../analysis/report'
import { shortDigest } from '../../oci/digest'
import { parseInstruction } from '../../oci/instruction'
import { plain } from '../../oci/plain'
import { marksOfReport } from '../compare/layer-colours'
import type { CardDocument, CardRow, StackChart } from '../document'
import { transferCell, unpackedCell } from '../tag/layer-cells'
import { type CardContext, columnsNamed, figureCell, textCell } from '../values'
import { shortHashes } from '../words/shortened'
import type { Translate } from '../words/translate'

/**
 * The layers of one tag of a comparison, base first, as a table and a drill core.
 *
 * @param reference  canonical, of one of the report's tags
 * @returns          undefined when the comparison has no such tag, or no source could read it
 */
export function chainDocument(
  report: CompareReport,
  reference: string,
  source: string,
  context: CardContext,
): CardDocument | undefined {
  const named = report.strategies.flatMap(({ name, tags }) => tags.map((tag) => ({ name, tag })))
  const { name, tag } = named.find((one) => one.tag.reference === reference) ?? {}
  if (!tag?.image || name === undefined) return undefined
  const layers = tag.image.layers.flatMap((position) => report.layers[position] ?? [])
  const count = report.strategies.reduce((sum, { tags }) => sum + tags.filter(({ image }) => image).length, 0)
  const t = context.words('report')
  const rows = layers.map((layer) => rowOf(layer, tag, count, context))
  return {
    card: 'layers',
    title: plain(reference),
    note: t('chainNote', { name, count: layers.length }),
    legend: [],
    remarks: [],
    tables: [{ columns: columnsNamed((id) => t(`chainColumns.${id}`), COLUMNS), rows }],
    charts: [stackOf(layers, report, t)],
    source,
    units: context.units,
  }
}

/** The last readable tag of each strategy: what a report shows unless others are chosen. */
export function lastTags({ strategies }: CompareReport): readonly string[] {
  return strategies.flatMap(({ tags }) => tags.findLast(({ image }) => image)?.reference ?? [])
}

const COLUMNS = {
  depth: 'right',
  instruction: 'left',
  transfer: 'right',
  unpacked: 'right',
  digest: 'left',
  shared: 'left',
} as const

function rowOf(layer: LayerReport, tag: TagReport, tags: number, context: CardContext): CardRow {
  const t = context.words('report')
  return [
    textCell(String(layer.depth)),
    textCell(instructionOf(layer) || t('unknownStep')),
    figureCell(transferCell(layer, tag), context, 'transfer'),
    figureCell(unpackedCell(layer, tag), context, 'unpacked'),
    textCell(shortDigest(layer.blobDigest ?? layer.diffId)),
    textCell(t('sharedBy', { count: layer.sharedBy, tags })),
  ]
}

/** Hashes of copied content are shortened: as digests are, and a line is for reading. */
const instructionOf = ({ createdBy = '' }: LayerReport) =>
  shortHashes(plain(parseInstruction(createdBy).text))

function stackOf(layers: readonly LayerReport[], report: CompareReport, t: Translate): StackChart {
  const { basis } = report
  const marks = marksOfReport(report)
  return {
    kind: 'stack',
    bytesOf: basis,
    title: t('chainChart'),
    note: t('chainChartNote', { basis }),
    layers: layers.map((layer) => ({
      label: String(layer.depth),
      slot: marks.slotOf(layer),
      bytes: basis === 'transfer' ? layer.transferBytes : layer.unpackedBytes,
      text: instructionOf(layer),
    })),
  }
}
