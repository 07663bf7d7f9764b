import type { ParentReport } from '../../../analysis/chain-report'
import { shortDigest } from '../../../oci/digest'
import type { CardRow } from '../../document'
import { type ChainRow, chainRows } from '../../tag/chain-rows'
import { LEFT, RIGHT, textCell } from '../../values'
import { shortened } from '../../words/shortened'
import type { Words } from '../../words/words'
import type { CardDefinition } from '../card'

/** The images that the classic builder kept for the steps, where there is such a chain. */
export const parentsCard: CardDefinition<'tag'> = {
  id: 'parents',
  title: 'chain.parents',
  pages: ['tag'],
  needs: 'tag',
  offered: false,
  missing: 'no classic builder has kept the steps of this image here',
  says({ report, chain, words, source }) {
    const { parents } = chain
    if (parents.length < 2) return undefined
    const t = words('chain')
    const rows = chainRows(report, chain)
    // Parents below the history of what this host built belong to no step of it.
    const told = new Set(rows.flatMap(({ image }) => (image ? [image.id] : [])))
    return {
      note: t('parentsNote'),
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
      source,
    }
  },
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
