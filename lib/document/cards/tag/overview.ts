import { type Cell, exact, type Reason, unknown } from '../../../analysis/cell'
import type { ChainReport } from '../../../analysis/chain-report'
import type { PlaceReport } from '../../../analysis/place-report'
import type { ImageReport } from '../../../analysis/report'
import { formatShare } from '../../../i18n/format'
import { parseReference } from '../../../oci/reference'
import type { CardCell, CardTable } from '../../document'
import { type CardContext, columnsNamed, figureCell, notedFigures, textCell } from '../../values'
import { imageTexts } from '../../words/blob-words'
import { cellText, type Form, reasonText } from '../../words/cell-text'
import type { CardDefinition } from '../card'
import { bytesCell } from './context'

/** What the first card is made of; the page asks for the latter two after it is drawn. */
interface OverviewContext extends CardContext {
  readonly report: ImageReport
  readonly chain?: ChainReport | undefined
  readonly place?: PlaceReport | undefined
}

/** One large figure. */
export interface OverviewFigure {
  readonly id: 'registry' | 'local' | 'layers' | 'growth' | 'hidden'
  readonly title: string
  readonly value: CardCell
  readonly note: string
}

const UNREAD: Reason = { code: 'files-unread' }

/** Size, layers, what came since the tag before, and what is hidden. */
export function overviewFigures(context: OverviewContext): readonly OverviewFigure[] {
  const { report, chain, place, words, units } = context
  const { registry, local, layers } = report.tag.cells
  const t = words('overview')
  const cards = words('cards')
  const { waste } = chain ?? {}
  const figure = (
    id: OverviewFigure['id'],
    title: string,
    cell: Cell | undefined,
    note: string,
    form: Form,
  ) => ({
    ...{ id, title, note },
    value: figureCell(cell, context, form),
  })
  const { transfer, unpacked } = place?.growth ?? {}
  const hidden = waste ? exact(waste.hiddenBytes, 'bytes') : unknown('bytes', UNREAD)
  const share = waste && formatShare(waste.storedBytes > 0 ? waste.hiddenBytes / waste.storedBytes : 0)
  return [
    figure('registry', cards('registry'), registry, t('transfer'), 'transfer'),
    figure('local', cards('local'), local, t('unpacked'), 'unpacked'),
    figure('layers', cards('layers'), layers, '', 'round'),
    figure(
      'growth',
      place?.previous === undefined ? cards('growth') : t('since', { tag: tagOf(place.previous) }),
      transfer,
      unpacked ? t('growthUnpacked', { bytes: cellText(unpacked, units, { signed: 'unpacked' }) }) : '',
      { signed: 'transfer' },
    ),
    figure(
      'hidden',
      t('hidden'),
      hidden,
      share === undefined ? '' : words('waste')('hiddenNote', { share }),
      'unpacked',
    ),
  ]
}

/** What the files that grew are called: since which tag. */
export function grownTitle({ words, place }: OverviewContext): string {
  const t = words('overview')
  return place?.previous === undefined ? t('largest') : t('grown', { tag: tagOf(place.previous) })
}

/** The files that are new or grew; undefined where there are none, or they are not known. */
export function grownTable(context: OverviewContext): CardTable | undefined {
  const { rows = [] } = context.place?.grown ?? {}
  if (rows.length === 0) return undefined
  const t = context.words('overview')
  const signed = (bytes: number) => figureCell(exact(bytes, 'bytes'), context, { signed: 'unpacked' })
  const isFirst = context.place?.previous === undefined
  return {
    caption: grownTitle(context),
    columns: columnsNamed(t, {
      path: 'left',
      ...(isFirst ? {} : { change: 'left', before: 'right' }),
      now: 'right',
      ...(isFirst ? {} : { more: 'right' }),
    }),
    rows: rows.map(({ path, change, aBytes = 0, bBytes = 0 }) => [
      textCell(`/${path}`),
      ...(isFirst
        ? [bytesCell(context, bBytes)]
        : [
            textCell(t(change === 'added' ? 'isNew' : 'isLarger')),
            change === 'added' ? textCell('') : bytesCell(context, aBytes),
            bytesCell(context, bBytes),
            signed(bBytes - aBytes),
          ]),
    ]),
  }
}

/** Why no files are listed, or how many are left out; empty when all are listed. */
export function grownText({ words, chain, place }: OverviewContext): string {
  const t = words('overview')
  const { grown, growth, previous, at } = place ?? {}
  if (!place || !chain) return ''
  if (grown) {
    if (grown.rows.length === 0) return t('noneGrew')
    return grown.more > 0 ? t('moreGrew', { count: grown.more }) : ''
  }
  if (previous === undefined && at !== 0 && growth?.transfer.kind === 'unknown') {
    return reasonText(words('reasons'), growth.transfer.why)
  }
  return t(place.files.readable ? 'unread' : 'unreadable')
}

/** What names the image for good: a line a digest. */
export function digestLines({ report, words }: Pick<OverviewContext, 'report' | 'words'>) {
  const t = words('tag')
  const { manifestDigest, configDigest, imageId } = report.tag.image ?? {}
  return [
    { name: t('digest'), digest: manifestDigest },
    { name: t('config'), digest: configDigest },
    { name: words('overview')('imageId'), digest: imageId },
  ]
}

/** Where it stands in its series: `4 of 12, 0.0.1 … 0.0.12`; empty where it has no place. */
export function placeText({ words, place }: OverviewContext): string {
  if (place?.at === undefined || place.tags.length < 2) return ''
  const { tags, at } = place
  const [first, last] = [tags[0]?.tag ?? '', tags.at(-1)?.tag ?? '']
  return words('overview')('place', { number: at + 1, of: tags.length, first, last })
}

/** What a tag takes and what it brought, before all else. */
export const overviewCard: CardDefinition<'placed'> = {
  id: 'overview',
  title: 'overview.heading',
  pages: ['tag'],
  needs: 'placed',
  offered: { name: 'tab', value: 'layers' },
  says(context) {
    const { words, source } = context
    const t = words('overview')
    const grown = grownTable(context)
    const text = grownText(context)
    const figures = overviewFigures(context).map(({ title, value, note }) => [title, value, note] as const)
    return {
      note: placeText(context),
      remarks: [...(text === '' ? [] : [text]), ...imageTexts(context.report, context)],
      tables: [
        notedFigures(words, words('exportsMore')('summary'), figures),
        ...(grown ? [grown] : []),
        {
          caption: t('digests'),
          columns: columnsNamed(t, { what: 'left', digest: 'left' }),
          rows: digestLines(context).map(({ name, digest }) => [textCell(name), textCell(digest ?? '—')]),
        },
      ],
      source,
    }
  },
}

const tagOf = (reference: string) => parseReference(reference)?.tag ?? reference
