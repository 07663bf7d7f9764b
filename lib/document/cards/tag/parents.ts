import type { ParentReport } from '../../../analysis/chain-report'
import { shortDigest } from '../../../oci/digest'
import type { CardRow } from '../../document'
import { type ChainRow, chainRows } from '../../tag/chain-rows'
import { columnsNamed, RIGHT, textCell } from '../../values'
import { shortened } from '../../words/shortened'
import type { Words } from '../../words/words'
import type { CardDefinition } from '../card'
import type { TagContext } from './context'

/** A line of the table: a step with its image and layer, or an image below the history of what this host built. */
export interface ParentLine {
  readonly step?: ChainRow | undefined
  readonly image?: ParentReport | undefined
}

/** The lines from the top down. */
export function parentLines({ report, chain }: Pick<TagContext, 'report' | 'chain'>): readonly ParentLine[] {
  const rows = chainRows(report, chain)
  // Parents below the history of what this host built belong to no step of it.
  const known = new Set(rows.flatMap(({ image }) => (image ? [image.id] : [])))
  return [
    ...rows.toReversed().map((step) => ({ step, image: step.image })),
    ...chain.parents.filter(({ id }) => !known.has(id)).map((image) => ({ image })),
  ]
}

/** The images that the classic builder kept for the steps, where there is such a chain. */
export const parentsCard: CardDefinition<'tag'> = {
  id: 'parents',
  title: 'chain.parents',
  pages: ['tag'],
  needs: 'tag',
  offered: false,
  missing: 'no classic builder has kept the steps of this image here',
  says(context) {
    const { chain, words, source } = context
    if (chain.parents.length < 2) return undefined
    const t = words('chain')
    return {
      note: t('parentsNote'),
      tables: [
        {
          columns: [
            ...columnsNamed(t, { step: 'left', instruction: 'left', image: 'left', parent: 'left' }),
            { id: 'layer', title: t('layerHead'), ...RIGHT },
          ],
          rows: parentLines(context).flatMap(({ step, image }) => {
            if (step) return [stepRow(step, words)]
            return image ? [belowRow(image, words)] : []
          }),
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
const nameOf = ({ id, tags }: ParentReport) => [shortDigest(id), ...tags.map(withoutFolders)].join(' ')

/** A reference as the end of it: `app:0.0.1`. */
export const withoutFolders = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1)

function parentOf({ parent }: ParentReport, words: Words): string {
  return parent === undefined ? words('chain')('noParent') : shortDigest(parent)
}
