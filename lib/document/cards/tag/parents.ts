import type { ParentReport } from '../../../analysis/chain-report'
import { shortDigest } from '../../../oci/digest'
import type { CardDocument, CardRow } from '../../document'
import { type ChainRow, chainRows } from '../../tag/chain-rows'
import { textCell } from '../../values'
import { shortened } from '../../words/shortened'
import type { Words } from '../../words/words'
import { LEFT, RIGHT, type TagContext } from './context'

/** The images that the classic builder kept for the steps; undefined where there is no such chain. */
export function parentsDocument({
  report,
  chain,
  units,
  words,
  source,
}: TagContext): CardDocument | undefined {
  const { parents } = chain
  if (parents.length < 2) return undefined
  const t = words('chain')
  const rows = chainRows(report, chain)
  // Parents below the history of what this host built belong to no step of it.
  const told = new Set(rows.flatMap(({ image }) => (image ? [image.id] : [])))
  return {
    card: 'parents',
    title: t('parents'),
    note: t('parentsNote'),
    legend: [],
    remarks: [],
    tables: [
      {
        columns: [
          { id: 'step', title: t('step'), ...LEFT },
          { id: 'instruction', title: t('instruction'), ...LEFT },
          { id: 'image', title: t('image'), ...LEFT },
          { id: 'parent', title: t('parent'), ...LEFT },
          { id: 'layer', title: t('layerHead'), ...RIGHT },
        ],
        rows: [
          ...rows.toReversed().map((row) => stepRow(row, words)),
          ...parents.filter(({ id }) => !told.has(id)).map((image) => belowRow(image, words)),
        ],
      },
    ],
    charts: [],
    source,
    units,
  }
}

function stepRow({ step, instruction, comment, image, layer }: ChainRow, words: Words): CardRow {
  const t = words('chain')
  return [
    textCell(step === undefined ? '—' : String(step)),
    textCell(shortened(instruction?.text || comment || '—')),
    textCell(image ? nameOf(image) : t('missing')),
    textCell(image ? parentOf(image, words) : ''),
    textCell(layer ? String(layer.position + 1) : t('noLayer')),
  ]
}

function belowRow(image: ParentReport, words: Words): CardRow {
  const t = words('chain')
  return [
    textCell(''),
    textCell(t('below')),
    textCell(nameOf(image)),
    textCell(parentOf(image, words)),
    textCell(t('layersCount', { layers: image.layers })),
  ]
}

/** With the tags that it has, without their repository's folders. */
function nameOf({ id, tags }: ParentReport): string {
  return [shortDigest(id), ...tags.map((tag) => tag.slice(tag.lastIndexOf('/') + 1))].join(' ')
}

function parentOf({ parent }: ParentReport, words: Words): string {
  return parent === undefined ? words('chain')('noParent') : shortDigest(parent)
}
