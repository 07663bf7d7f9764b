import { exact } from '../../../analysis/cell'
import { shortDigest } from '../../../oci/digest'
import { columnsNamed, figureCell, textCell } from '../../values'
import type { CardDefinition } from '../card'
import type { TagContext } from './context'

/** What hangs on the image; undefined when nothing is known to. */
export function referrersSaid(context: Omit<TagContext, 'chain'>) {
  const { report, words, source } = context
  const { referrers = [] } = report
  if (referrers.length === 0) return undefined
  const t = words('referrers')
  return {
    note: t('note'),
    tables: [
      {
        columns: columnsNamed(t, { kind: 'left', bytes: 'right', digest: 'left', tag: 'left' }),
        rows: referrers.map(({ kind, mediaType, bytes, digest, tag }) => [
          textCell(t(`kinds.${kind}`, { mediaType })),
          bytes === undefined
            ? { values: [{ text: '—', why: t('noBytes') }] }
            : figureCell(exact(bytes, 'bytes'), context, 'transfer'),
          textCell(shortDigest(digest)),
          textCell(tag ?? ''),
        ]),
      },
    ],
    source,
  }
}

/** Signatures, attestations, SBOMs and the like that a registry keeps for the image. */
export const referrersCard: CardDefinition<'tag'> = {
  id: 'referrers',
  title: 'referrers.heading',
  pages: ['tag'],
  needs: 'tag',
  offered: false,
  missing: 'nothing is known to hang on this image',
  says: referrersSaid,
}
