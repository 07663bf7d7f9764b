import 'server-only'
import type { Cell } from '../analysis/cell'
import { judge } from '../analysis/judge'
import type { CompareReport, ImageReport, StrategyReport } from '../analysis/report'
import { type Bar, groupsOf } from '../document/compare/bars'
import { marksOfImage, NEUTRAL } from '../document/compare/layer-colours'
import { isEven, rowsOf } from '../document/compare/rows'
import { plain } from '../document/plain'
import type { PlainPreview, Preview } from '../document/preview'
import { cellText } from '../document/words/cell-text'
import { namedReport } from '../document/words/named-report'
import { sourceText } from '../document/words/source-text'
import { wordsOf } from '../document/words/words'
import { formatBytes, formatTime, type Units } from '../i18n/format'
import type { Locale } from '../i18n/locale'
import { loadPage, type PageKey } from '../link/pages'
import { parseInstruction } from '../oci/instruction'
import { comparisonOf, imageOf } from './view-reads'
import { imageWords, pageWords, reportWords } from './view-words'

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

function strategies(
  page: Exclude<PageKey, 'tag'>,
  given: CompareReport,
  search: URLSearchParams,
  locale: Locale,
): Preview | undefined {
  const words = wordsOf(locale)
  const t = words('links')
  const { units } = loadPage('compare', search)
  const report = page === 'planner' ? given : namedReport(words('kind'), given)
  const shown = report.strategies.flatMap((strategy, position) =>
    strategy.tags.some(({ image }) => image) ? [{ strategy, position }] : [],
  )
  if (shown.length === 0) return undefined
  const { title, verdict = '' } = reportWords('compare', given, search, locale)
  const columns = page === 'downloads' ? DOWNLOAD_COLUMNS : COLUMNS
  const positions = shown.map(({ position }) => position)
  const table = columns.map((key) => {
    const cells = positions.map((position) => CELLS[key].of(report, position))
    return { cells, marked: CELLS[key].compares(report, positions) ? judge(cells).marked : [] }
  })
  const bars = lastBars(report)
  const longest = Math.max(1, ...bars.map((bar) => bar?.bytes ?? 0))
  return {
    kind: 'strategies',
    page: page === 'compare' ? '' : words('nav')(page),
    title,
    verdict,
    columns: columns.map((key) => t(`preview.${key}`)),
    rows: shown.map(({ strategy, position }, row) => ({
      name: plain(strategy.name),
      reference: plain(strategy.input.reference),
      colour: strategy.colour,
      figures: table.map(({ cells, marked }) => ({
        text: cellText(cells[row] ?? undefined, units),
        best: marked.includes(row),
      })),
      bands: (bars[position]?.bands ?? []).map(({ bytes, slot, reused }) => ({
        share: bytes / longest,
        slot,
        reused,
      })),
    })),
    note: t('preview.reused'),
    source: plain(sourceText(words('cards'), report)),
  }
}

/** What a column shows of the strategy at a position, and whether these strategies can be compared by it. */
interface PreviewColumn {
  /** Null where the strategy takes no part. */
  readonly of: (report: CompareReport, position: number) => Cell | null | undefined
  readonly compares: (report: CompareReport, positions: readonly number[]) => boolean
}

const CELLS = {
  layers: {
    of: ({ strategies }, position) => lastTag(strategies[position])?.cells.layers,
    compares: endTogether,
  },
  local: {
    of: ({ strategies }, position) => lastTag(strategies[position])?.cells.local,
    compares: endTogether,
  },
  update: { of: (report, position) => said(report, 'update', position), compares: () => true },
  fresh: { of: (report, position) => said(report, 'fresh-host', position), compares: () => true },
  registryAll: {
    of: ({ strategies }, position) => strategies[position]?.cells['registry-disk'],
    compares: isEven,
  },
  hostAll: { of: ({ strategies }, position) => strategies[position]?.cells['host-disk'], compares: isEven },
} as const satisfies Record<string, PreviewColumn>

const COLUMNS = ['layers', 'local', 'update', 'fresh'] as const
const DOWNLOAD_COLUMNS = ['update', 'fresh', 'registryAll', 'hostAll'] as const

/** The figure that a verdict has of a strategy: the picture says what the page's sentences say. */
function said({ verdicts }: CompareReport, code: 'update' | 'fresh-host', position: number) {
  const verdict = verdicts.find((one) => one.code === code)
  if (verdict?.absent.includes(position)) return null
  return verdict?.figures.find(({ strategy }) => strategy === position)?.cell
}

/** Whether the last tags of the strategies are the same release. */
function endTogether({ strategies, rows }: CompareReport, positions: readonly number[]): boolean {
  return rows.some(({ tags }) =>
    positions.every((position) => {
      const { tags: all = [] } = strategies[position] ?? {}
      const tag = tags[position]
      return typeof tag === 'number' && all[tag] === lastTag(strategies[position])
    }),
  )
}

function lastTag(strategy: StrategyReport | undefined) {
  return strategy?.tags.findLast(({ image }) => image !== undefined)
}

/** The bar of each strategy's last tag, as the card of cached downloads draws it. */
function lastBars(report: CompareReport): readonly (Bar | undefined)[] {
  const groups = groupsOf(report, rowsOf(report, { key: 'version', descending: false }), 'cached')
  return report.strategies.map((_, position) => groups.findLast(({ bars }) => bars[position])?.bars[position])
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
    slot: marks.get(layer.chainId) ?? NEUTRAL,
    bytes: layer.unpackedBytes ?? layer.transferBytes,
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
      { label: t('preview.local'), text: cellText(cells.local, units) },
      { label: t('preview.registry'), text: cellText(cells.registry, units, 'registry') },
      { label: t('preview.fresh'), text: cellText(cells['uncached:transfer'], units) },
    ],
    core: all.map(({ slot }, index) => ({ share: (heights[index] ?? 0) / height, slot, reused: false })),
    layers: named.map(({ layer, slot, bytes }) => ({
      slot,
      text: plain((layer.createdBy && parseInstruction(layer.createdBy).text) || layer.diffId.slice(0, 19)),
      bytes: bytes === undefined ? '—' : formatBytes(bytes, units),
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
