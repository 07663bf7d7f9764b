import { exact } from '../../../analysis/cell'
import type { TagReport } from '../../../analysis/report'
import { shortDigest } from '../../../oci/digest'
import { marksOfImage } from '../../compare/layer-colours'
import type { CardCell, CardTable, StackChart } from '../../document'
import { type ChainRow, chainRows, historyMismatch, type RowLayer } from '../../tag/chain-rows'
import { transferCell, unpackedCell } from '../../tag/layer-cells'
import { aboutText, columnsNamed, figureCell, LEFT, textCell } from '../../values'
import { imageTexts, layerTexts } from '../../words/blob-words'
import { shortened } from '../../words/shortened'
import type { CardDefinition, LayersContext } from '../card'
import type { TagContext } from './context'

interface LayerLine {
  readonly row: ChainRow
  readonly layer: RowLayer
}

/** The layer chain. */
export const layersCard: CardDefinition<'layers'> = {
  id: 'layers',
  title: 'chain.heading',
  pages: ['tag'],
  needs: 'layers',
  offered: { name: 'tab', value: 'layers' },
  says(context) {
    const { report, chain, words, source } = context
    const t = words('chain')
    const lines = chainRows(report, chain).flatMap((row) => (row.layer ? [{ row, layer: row.layer }] : []))
    const said = { note: words('exportsMore')('layersNote'), source }
    if (lines.length === 0) return { ...said, remarks: [t('none')] }
    const mismatch = historyMismatch(report)
    const remarks = [
      ...(mismatch ? [t('historyLayers', mismatch)] : []),
      ...imageTexts(report, context),
      ...lines.flatMap(({ layer }) => {
        const name = t('layer', { number: layer.position + 1 })
        return layerTexts(layer, report.tag, context).map((text) => aboutText(words, name, text))
      }),
    ]
    return { ...said, remarks, tables: [tableOf(context, lines)], charts: [chartOf(context, lines)] }
  },
}

const nameOf = ({ row, layer }: LayerLine) =>
  shortened(row.instruction?.text || row.comment || shortDigest(layer.report.diffId))

const unpackedOf = ({ report, chain }: RowLayer, tag: TagReport) =>
  unpackedCell(report, tag, chain?.storedBytes)

/** Topmost layer first, as the chain stands on the page. */
function tableOf(context: LayersContext, lines: readonly LayerLine[]): CardTable {
  const { report, shared, words } = context
  const t = words('chain')
  const more = words('exportsMore')
  const withFiles = lines.some(({ layer }) => layer.chain?.runningBytes !== undefined)
  const withPacking = lines.some(({ layer }) => layer.chain?.packing !== undefined)
  const sharers = (position: number) => {
    const { series = [], host = [] } = shared.layers[position] ?? {}
    return series.length + host.length
  }
  return {
    columns: [
      { id: 'layer', title: more('layer'), ...LEFT },
      ...columnsNamed(t, { instruction: 'left', transfer: 'right', unpacked: 'right' }),
      ...(withFiles ? columnsNamed(t, { contribution: 'right', running: 'right' }) : []),
      ...(withPacking ? columnsNamed(t, { packing: 'left' }) : []),
      { id: 'diffId', title: 'diffID', ...LEFT },
      { id: 'sharedBy', title: more('sharedBy'), ...LEFT },
    ],
    rows: lines.toReversed().map((line) => {
      const { layer } = line
      return [
        textCell(String(layer.position + 1)),
        textCell(nameOf(line)),
        figureCell(transferCell(layer.report, report.tag), context, 'transfer'),
        figureCell(unpackedOf(layer, report.tag), context, 'unpacked'),
        ...(withFiles ? growthCells(context, layer) : []),
        ...(withPacking ? [textCell(layer.chain?.packing ?? '—')] : []),
        textCell(shortDigest(layer.report.diffId)),
        textCell(t('sharedBy', { tags: sharers(layer.position) })),
      ]
    }),
  }
}

/** What the final file system grew by with a layer, and what it came to. */
function growthCells(context: TagContext, { chain }: RowLayer): readonly CardCell[] {
  const { contributionBytes: added, runningBytes: running } = chain ?? {}
  if (added === undefined || running === undefined) return [textCell('—'), textCell('—')]
  return [
    figureCell(exact(added, 'bytes'), context, { signed: 'unpacked' }),
    figureCell(exact(running, 'bytes'), context, 'unpacked'),
  ]
}

function chartOf({ report, words }: TagContext, lines: readonly LayerLine[]): StackChart {
  const cells = lines.map(({ layer }) => unpackedOf(layer, report.tag))
  const known = cells.some(({ kind }) => kind !== 'unknown')
  const marks = marksOfImage(lines.map(({ layer }) => layer.report))
  return {
    kind: 'stack',
    bytesOf: known ? 'unpacked' : 'transfer',
    title: words('chain')('heading'),
    note: words('exportsMore')('stackNote', { of: known ? 'unpacked' : 'transfer' }),
    layers: lines.map((line, index) => {
      const { layer } = line
      const cell = known ? cells[index] : transferCell(layer.report, report.tag)
      return {
        label: words('chain')('layer', { number: layer.position + 1 }),
        slot: marks.slotOf(layer.report),
        bytes: cell && cell.kind !== 'unknown' ? cell.value : undefined,
        text: nameOf(line),
      }
    }),
  }
}
