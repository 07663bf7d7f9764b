import type { CompareReport, ImageReport } from '../../analysis/report'
import type { Units } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { plain } from '../../oci/plain'
import { cellText } from './cell-text'
import type { Translate } from './translate'

const MOST_NAMES = 3
const LONGEST_NAME = 40

/** A name as a title shows it: one line, shortened to `LONGEST_NAME` characters. */
export function shortName(name: string): string {
  const line = plain(name)
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line
}

/**
 * What a comparison comes to, in one line: who is compared, and what the next update costs.
 *
 * @param t       of the namespace `links`
 * @param report  with its strategies named
 * @returns       undefined when there is nothing to name
 */
export function compareTitle(t: Translate, report: CompareReport, units: Units): string | undefined {
  const shown = report.strategies.flatMap((strategy, position) =>
    strategy.tags.length > 0 ? [{ strategy, position }] : [],
  )
  if (shown.length === 0) return undefined
  const update = report.verdicts.find(({ code }) => code === 'update')
  const figures = shown.map(({ position }) =>
    cellText(update?.figures.find(({ strategy }) => strategy === position)?.cell, units, report.basis),
  )
  const [only] = shown
  const who =
    shown.length === 1 && only
      ? shortName(only.strategy.input.name ?? only.strategy.input.reference)
      : shown.length <= MOST_NAMES
        ? shown.map(({ strategy }) => shortName(strategy.name)).join(t('title.versus'))
        : t('title.many', { count: shown.length })
  if (!update) return who
  const what =
    shown.length <= MOST_NAMES
      ? figures.join(t('title.versus'))
      : spread(t, update.figures, shown.length, report.basis, units)
  return t('title.update', { who, what })
}

function spread(
  t: Translate,
  figures: CompareReport['verdicts'][number]['figures'],
  count: number,
  basis: Basis,
  units: Units,
): string {
  const known = figures.flatMap(({ cell }) => (cell.kind === 'unknown' ? [] : [cell]))
  const sorted = known.toSorted((a, b) => a.value - b.value)
  const ends = { least: cellText(sorted[0], units, basis), most: cellText(sorted.at(-1), units, basis) }
  return t('title.range', { ...ends, unknown: count - known.length })
}

/** One tag in one line: its reference, layers and size. @param t  of the namespace `links` */
export function tagTitle(t: Translate, { tag }: ImageReport, units: Units): string {
  const reference = shortReference(tag.reference)
  if (!tag.image) return t('title.tagGone', { reference })
  return t('title.tag', {
    reference,
    layers: tag.image.layers.length,
    local: cellText(tag.cells.local, units, 'unpacked'),
  })
}

/** The end of a reference tells more than its beginning. */
function shortReference(reference: string): string {
  const line = plain(reference)
  return line.length > 80 ? `…${line.slice(-79)}` : line
}

/** What a tag takes, in a sentence. @param t  of the namespace `links` */
export function tagSentence(t: Translate, { tag }: ImageReport, units: Units): string {
  const { cells } = tag
  return t('title.tagSentence', {
    local: cellText(cells.local, units, 'unpacked'),
    registry: cellText(cells.registry, units, 'transfer'),
    download: cellText(cells['uncached:transfer'], units, 'transfer'),
  })
}
