import 'server-only'
import type { CompareReport, ImageReport } from '../analysis/report'
import { answerCard } from '../document/cards/answer'
import { documentOf } from '../document/cards/card'
import { marksOfImage } from '../document/compare/layer-colours'
import type { PlainPreview, Preview } from '../document/preview'
import { cellText } from '../document/words/cell-text'
import { namedReport } from '../document/words/named-report'
import { wordsOf } from '../document/words/words'
import { formatBytes, formatTime, type Units } from '../i18n/format'
import type { Locale } from '../i18n/locale'
import { loadPage, type PageKey } from '../link/pages'
import { parseInstruction } from '../oci/instruction'
import { plain } from '../oci/plain'
import { comparisonOf, imageOf } from './view-reads'
import { imageWords, pageWords } from './view-words'

/** What the picture of a page's link says. Never throws: what cannot be read has a plain picture. */
export async function readPreview(
  page: PageKey,
  search: URLSearchParams,
  locale: Locale,
  signal: AbortSignal,
): Promise<Preview> {
  const preview = await readView(page, search, locale, signal).catch(() => undefined)
  return preview ?? plainPreview(page, locale)
}

/** The picture of a page without figures. */
export function plainPreview(page: PageKey, locale: Locale): PlainPreview {
  const { title, description } = pageWords(page, locale)
  return { kind: 'plain', page: '', title, text: description }
}

async function readView(
  page: PageKey,
  search: URLSearchParams,
  locale: Locale,
  signal: AbortSignal,
): Promise<Preview | undefined> {
  if (page !== 'tag')
    return strategies(page, await comparisonOf(page, search, locale, signal), search, locale)
  const state = loadPage('tag', search)
  const report = await imageOf(state, signal)
  return report && layers(report, state.units, locale)
}

/** The answer for the fleet of the link, as its card says it. */
function strategies(
  page: Exclude<PageKey, 'tag'>,
  given: CompareReport,
  search: URLSearchParams,
  locale: Locale,
): Preview | undefined {
  if (!given.strategies.some(({ tags }) => tags.some(({ image }) => image))) return undefined
  const words = wordsOf(locale)
  const report = page === 'planner' ? given : namedReport(words('kind'), given)
  const answer = documentOf(answerCard, { ...loadPage('compare', search), report, words })
  const chart = answer?.charts.find((one) => one.kind === 'strips')
  if (!answer || !chart) return undefined
  const { columns, rows, note } = chart
  return {
    kind: 'strategies',
    page: page === 'compare' ? '' : words('nav')(page),
    title: answer.title,
    // The fleet that the headline is for, and where it turns.
    verdict: [answer.note, answer.remarks[0]].filter(Boolean).join(' '),
    columns,
    rows,
    note,
    source: plain(answer.source),
  }
}

/** Layers that the picture has room to name. */
const MOST_LAYERS = 7

function layers(report: ImageReport, units: Units, locale: Locale): Preview {
  const words = wordsOf(locale)
  const t = words('links')
  const { image, cells, reference } = report.tag
  const { title } = imageWords(report, units, locale)
  if (!image) return { kind: 'plain', page: words('nav')('tag'), title, text: t('title.description') }
  const own = image.layers.flatMap((position) => report.layers[position] ?? [])
  const marks = marksOfImage(own)
  const all = own.map((layer) => ({
    layer,
    slot: marks.slotOf(layer),
    bytes: layer.unpackedBytes ?? layer.transferBytes,
    of: layer.unpackedBytes === undefined ? ('transfer' as const) : ('unpacked' as const),
  }))
  // As the page draws them at first: by the logarithm, so that small layers are seen.
  const heights = all.map(({ bytes = 0 }) => Math.log10(bytes + 10))
  const height = heights.reduce((sum, one) => sum + one, 0)
  const named = all.toReversed().slice(0, MOST_LAYERS)
  const below = all.length - named.length
  return {
    kind: 'layers',
    page: words('nav')('tag'),
    title: plain(reference),
    figures: [
      { label: t('preview.layers'), text: String(all.length) },
      { label: t('preview.local'), text: cellText(cells.local, units, 'unpacked') },
      { label: t('preview.registry'), text: cellText(cells.registry, units, 'transfer') },
      { label: t('preview.fresh'), text: cellText(cells['uncached:transfer'], units, 'transfer') },
    ],
    core: all.map(({ slot }, index) => ({ share: (heights[index] ?? 0) / height, slot, reused: false })),
    layers: named.map(({ layer, slot, bytes, of }) => ({
      slot,
      text: plain((layer.createdBy && parseInstruction(layer.createdBy).text) || layer.diffId.slice(0, 19)),
      bytes: bytes === undefined ? '—' : formatBytes(bytes, of, units),
    })),
    below: below > 0 ? t('preview.layersBelow', { count: below }) : '',
    source: [
      image.manifestDigest ?? image.configDigest ?? '',
      image.presentIn.map((kind) => words('tag')(kind)).join(', '),
      formatTime(image.readAt),
    ]
      .filter(Boolean)
      .join(' · '),
  }
}
