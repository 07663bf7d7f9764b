import type { NumberCell } from '../../analysis/cell'
import { valueOfCell } from '../../analysis/judge'
import type { CompareReport, LayerReport, TagReport } from '../../analysis/report'
import { otherBasis } from '../../oci/bytes'
import { parseInstruction } from '../../oci/instruction'
import { marksOfReport } from '../compare/layer-colours'
import type { BarsChart, CardRow } from '../document'
import { transferCell, unpackedCell } from '../tag/layer-cells'
import { figureCell, figureOf, LEFT, RIGHT, textCell } from '../values'
import { shortened } from '../words/shortened'
import { sourceText } from '../words/source-text'
import { tagRuns } from '../words/tag-runs'
import type { CardDefinition, CompareContext } from './card'
import { legendOf } from './comparison'

const MOST_LAYERS = 10
/** Runs of tags that are named for one strategy; the others are counted. */
const MOST_RUNS = 3

interface Largest {
  readonly layer: LayerReport
  /** Place in the report's table of layers. */
  readonly position: number
  readonly bytes: number
  readonly figure: NumberCell
  readonly beside: NumberCell
  /** Places of the tags that hold it, one list a strategy. */
  readonly holders: readonly (readonly number[])[]
}

/** The layers of all tags that take most, each once: what made them and which tags hold them. */
export const largestCard: CardDefinition<'compare'> = {
  id: 'largest',
  title: 'largest.title',
  pages: ['compare'],
  needs: 'compare',
  says(context) {
    const { report, words } = context
    const t = words('largest')
    const known = knownLayers(report)
    const rows = known.slice(0, MOST_LAYERS)
    const unknown = report.layers.length - known.length
    return {
      note: t('note', { basis: report.basis }),
      legend: legendOf(report.strategies),
      remarks: unknown > 0 ? [t('unknown', { layers: unknown })] : [],
      tables:
        rows.length > 0
          ? [
              {
                columns: [
                  { id: 'place', title: t('place'), ...LEFT },
                  { id: 'instruction', title: t('instruction'), ...LEFT },
                  { id: 'bytes', title: t('bytes'), ...RIGHT, beside: t('beside', { basis: report.basis }) },
                  { id: 'tags', title: t('tags'), ...LEFT },
                ],
                rows: rows.map((row, index) => rowOf(row, index, context)),
              },
            ]
          : [],
      charts: rows.length > 0 ? [chartOf(rows, context)] : [],
      source: sourceText(words('cards'), report),
    }
  },
}

/** The distinct layers whose bytes are known in the basis asked, largest first. */
function knownLayers({ layers, strategies, basis }: CompareReport): readonly Largest[] {
  const holders = layers.map(() => strategies.map((): number[] => []))
  const first: (TagReport | undefined)[] = []
  for (const [strategy, { tags }] of strategies.entries()) {
    for (const [place, tag] of tags.entries()) {
      for (const position of new Set(tag.image?.layers)) {
        holders[position]?.[strategy]?.push(place)
        first[position] ??= tag
      }
    }
  }
  return layers
    .flatMap((layer, position): Largest[] => {
      const tag = first[position]
      if (!tag) return []
      const cells = { transfer: transferCell(layer, tag), unpacked: unpackedCell(layer, tag) }
      const bytes = valueOfCell(cells[basis])
      if (bytes === undefined) return []
      const beside = cells[otherBasis(basis)]
      return [{ layer, position, bytes, figure: cells[basis], beside, holders: holders[position] ?? [] }]
    })
    .toSorted((a, b) => b.bytes - a.bytes || a.position - b.position)
}

function rowOf(row: Largest, index: number, context: CompareContext): CardRow {
  const { report, words } = context
  const t = words('largest')
  const { layer, figure, beside, holders } = row
  const text = parseInstruction(layer.createdBy ?? '').text
  return [
    textCell(String(index + 1)),
    textCell(text === '' ? t('unknownStep') : shortened(text)),
    {
      ...figureCell(figure, context, report.basis),
      beside: [figureOf(beside, context, otherBasis(report.basis))],
    },
    textCell(
      holders
        .flatMap((places, strategy) => {
          const { name, tags } = report.strategies[strategy]!
          if (places.length === 0) return []
          const runs = tagRuns(
            places,
            tags.map(({ tag }) => tag),
          )
          const more = runs.length - MOST_RUNS
          const named = runs.slice(0, MOST_RUNS).join(', ') + (more > 0 ? ` ${t('more', { more })}` : '')
          return [report.strategies.length > 1 ? `${name}: ${named}` : named]
        })
        .join('; '),
    ),
  ]
}

/** A group a layer, in the order of the table: it stands with each strategy that holds it. */
function chartOf(rows: readonly Largest[], { report, words }: CompareContext): BarsChart {
  const t = words('largest')
  const marks = marksOfReport(report)
  return {
    kind: 'bars',
    keyed: true,
    title: t('title'),
    note: t('chart'),
    groups: rows.map(({ layer, bytes, figure, holders }, index) => ({
      label: String(index + 1),
      bars: holders.map((places, strategy) => {
        const tag = report.strategies[strategy]?.tags[places[0] ?? -1]
        const slot = marks.slotOf(layer)
        const band = {
          key: layer.chainId,
          bytes,
          slot,
          reused: false,
          layers: [layer],
          ids: [marks.idOf(layer)],
        }
        const estimated = figure.kind === 'estimate'
        return (
          tag && {
            tag,
            strategy,
            bytes,
            figure: bytes,
            bytesOf: report.basis,
            estimated,
            groupBytes: bytes,
            bands: [band],
          }
        )
      }),
    })),
  }
}
