import type { FileRow } from '../../analysis/chain-report'
import { formatBytes, formatDifference, type Units } from '../../i18n/format'
import type { FigureCell, FigureColumn } from '../../layerfs/figure'
import type { Translate } from './translate'

/** What a layer stores at a path, and how much of it shows: `100B`, `60B of 100B`, `100B hidden`. */
export function storedText(
  t: Translate,
  { storedBytes, visibleBytes, seen }: FigureCell,
  units: Units,
): string {
  const stored = formatBytes(storedBytes, 'unpacked', units)
  if (!seen) return storedBytes > 0 ? t('hidden', { bytes: stored }) : t('emptyHidden')
  return visibleBytes < storedBytes
    ? t('partly', { visible: formatBytes(visibleBytes, 'unpacked', units), stored })
    : stored
}

/** What a layer deletes at a path: all of it, or files of it. */
export function whiteoutText(t: Translate, { whole, deleted }: FigureCell): string {
  return whole ? t('deleted') : t('deletes', { count: deleted })
}

/** Which layer, or how many, a path that a container sees comes from; empty when from none. */
export function originText(t: Translate, parts: NonNullable<FigureColumn['merged']>['parts']): string {
  const [first, ...more] = parts
  if (!first) return ''
  return more.length === 0 ? t('fromLayer', { n: first.layer + 1 }) : t('fromLayers', { count: parts.length })
}

/** What became of a path since the tag before: `new`, `+44.2kB`. @param t  of the namespace `files` */
export function sinceText(t: Translate, { how, bytes }: NonNullable<FileRow['since']>, units: Units): string {
  return how === 'new' ? t('since.new') : formatDifference(bytes, 'unpacked', units)
}
