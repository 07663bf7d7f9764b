// Longer than most: a card of three tables and a chart over the same figures.

import type { Extrapolated } from '../../../analysis/storage/extrapolate'
import type { StorageFigure } from '../../../analysis/storage/figures'
import type { LayerLimit } from '../../../analysis/storage/layer-limit'
import { formatDifference } from '../../../i18n/format'
import type { Basis } from '../../../oci/bytes'
import type { CardCell, CardTable, LinesChart } from '../../document'
import { areEven, type ReleaseRow } from '../../downloads/releases'
import {
  placeLabel,
  RETENTION_FIGURES,
  type StorageFacts,
  storageFacts,
  storageLines,
} from '../../downloads/storage-facts'
import { aboutText, type CardContext, figureCell, LEFT, RIGHT, textCell } from '../../values'
import { timeText } from '../../words/amount-text'
import { cellText } from '../../words/cell-text'
import { conclusionOf } from '../../words/conclusion'
import { sourceText } from '../../words/source-text'
import type { Words } from '../../words/words'
import type { CardDefinition } from '../card'
import { sideBySide } from '../compare-table'

interface Stored extends StorageFacts, CardContext {}

/** What the card lists, part by part; undefined without a series. */
export function storageParts(facts: StorageFacts, context: CardContext) {
  const { series, storages, ahead } = facts
  if (series.length === 0) return undefined
  const stored: Stored = { ...facts, ...context }
  const deleted = Math.max(0, ...storages.map(({ retention }) => retention.deleted))
  return {
    growth: growthTable(stored),
    ahead: ahead > 0 ? aheadTable(stored) : undefined,
    retention: deleted > 0 ? retentionTable(stored, deleted) : undefined,
    limits: limitsOf(stored),
  }
}

/** What registry and hosts store of each series. */
export const storageCard: CardDefinition<'downloads'> = {
  id: 'storage',
  title: 'storage.title',
  pages: ['downloads', 'report'],
  needs: 'downloads',
  slides: ['table', 'chart'],
  says({ report, units, words }) {
    const t = words('storage')
    const facts = storageFacts(report)
    const parts = storageParts(facts, { units, words })
    const { growth, ahead, retention, limits = [] } = parts ?? {}
    return {
      note: t('note'),
      legend: facts.series.map(({ name, colour }) => ({ name, colour })),
      conclusion: growth && registryConclusion(facts, growth, words),
      remarks: parts
        ? [
            t('why'),
            ...(retention ? [aboutText(words, retention.caption ?? '', t('retention.note'))] : []),
            ...limits.map(({ now, end }) => {
              const limit = words('storage.limit')
              if (!end) return now
              const nowrap = (text: string) => text
              return `${now} ${end.key === 'at' ? limit.markup(end.key, { ...end.values, nowrap }) : limit(end.key)}`
            }),
          ]
        : [t('nothing')],
      tables: [growth, ahead, retention].filter((table) => table !== undefined),
      charts: parts ? [chartOf(facts, words)] : [],
      source: sourceText(words('cards'), report.compare),
    }
  },
}

/** What the registry holds in the end, where all series have published as many tags by then. */
function registryConclusion({ series, rows }: StorageFacts, growth: CardTable, words: Words) {
  const last = rows.at(-1)
  const place = growth.columns.findIndex(({ id }) => id === 'registryBytes')
  const values = growth.rows.at(-1)?.[place]?.values
  if (!last || !values || !areEven(last)) return undefined
  const published = 1 + Math.max(0, ...last.releases.filter((release) => typeof release === 'number'))
  const has = (at: number) => last.releases[at] !== undefined
  return conclusionOf(
    {
      topic: 'registry',
      names: series.map(({ name }) => name),
      values: values.map((value, at) => (has(at) ? value : undefined)),
      place: words('conclusions')('tags', { of: 'all', tags: published }),
    },
    words,
  )
}

function figureColumns({ figures, keep = 0, words }: Stored, perStrategy: boolean) {
  const t = words('storage')
  return figures.map(
    (figure) =>
      ({ id: figure, title: t(`columns.${figure}`, { keep }), align: 'right', perStrategy }) as const,
  )
}

function growthTable(stored: Stored): CardTable {
  const { rows, figures, words } = stored
  const t = words('storage')
  return {
    caption: t('table'),
    columns: [{ id: 'after', title: t('after'), ...LEFT }, ...figureColumns(stored, true)],
    rows: rows.map((row) => [
      {
        values: [{ text: row.label, why: row.releases.includes('unread') ? t('unread') : undefined }],
      },
      ...figures.map((figure) => growthCell(stored, row, figure)),
    ]),
  }
}

function growthCell(stored: Stored, row: ReleaseRow, figure: StorageFigure): CardCell {
  const cells = row.releases.map((release, index) =>
    typeof release === 'number'
      ? stored.storages[index]?.points[release]?.[figure]
      : release === 'unread'
        ? undefined
        : null,
  )
  // The sums tag by tag stand beside what is stored, they are not compared.
  const compares = areEven(row) && !figure.endsWith('Naive')
  return { values: sideBySide(cells, stored, compares, storedOf(figure)) }
}

function aheadTable(stored: Stored): CardTable {
  const { series, storages, figures, ahead, words } = stored
  const t = words('storage')
  const beside = words('exportsMore')('pace')
  return {
    caption: t('ahead.heading', { releases: ahead }),
    columns: [
      { id: 'strategy', title: t('strategy'), ...LEFT },
      ...figureColumns(stored, false).map((column) => ({ ...column, beside })),
    ],
    rows: series.map(({ name }, index) => [
      textCell(name),
      ...figures.map((figure) => aheadCell(stored, figure, storages[index]?.ahead[figure])),
    ]),
  }
}

/** A figure ahead, with the pace that it rests on; or why there is none. */
function aheadCell(
  { words, units }: Stored,
  figure: StorageFigure,
  ahead: Extrapolated | undefined,
): CardCell {
  const t = words('storage.ahead')
  if (!ahead) return textCell('—')
  if (ahead.kind === 'unknown') return { values: [{ text: '—', why: t(ahead.why) }] }
  const { value, perRelease, ofLast: last } = ahead
  const pace = { kind: 'estimate', value: Math.round(perRelease), unit: 'bytes' } as const
  const cell = { kind: 'estimate', value, unit: 'bytes' } as const
  return {
    values: [{ text: cellText(cell, units, storedOf(figure)), cell, why: t('note') }],
    beside: [
      { text: t('pace', { bytes: formatDifference(pace.value, storedOf(figure), units), last }), cell: pace },
    ],
    besideLabel: '',
  }
}

/** What the bytes of a figure are of: blobs lie in a registry, and with some stores on a host beside the layers. */
const storedOf = (figure: StorageFigure | (typeof RETENTION_FIGURES)[number]): Basis =>
  figure.startsWith('registry') || figure === 'hostContent' ? 'transfer' : 'unpacked'

function retentionTable(stored: Stored, deleted: number): CardTable {
  const { series, storages, words } = stored
  const t = words('storage')
  return {
    caption: t('retention.heading', { tags: deleted }),
    columns: [
      { id: 'strategy', title: t('strategy'), ...LEFT },
      ...['tags', ...RETENTION_FIGURES].map((id) => ({ id, title: t(`retention.${id}`), ...RIGHT })),
    ],
    rows: series.map(({ name }, index) => {
      const retention = storages[index]?.retention
      return [
        textCell(name),
        textCell(retention ? `${retention.deleted} / ${retention.deleted + retention.kept}` : '—'),
        ...RETENTION_FIGURES.map((figure) => figureCell(retention?.[figure], stored, storedOf(figure))),
      ]
    }),
  }
}

/** When series whose layers grow meet the engine's limit: how many releases fit, and what follows that sentence. */
function limitsOf({ series, storages, words }: Stored) {
  return series.flatMap(({ name }, index) => {
    const found = storages[index]?.limit
    if (!found || found.releasesLeft.kind === 'unknown') return []
    const { layers, limit, perRelease = 0, releasesLeft } = found
    const pace = String(Number(perRelease.toPrecision(2)))
    const now = words('storage.limit')('now', { name, layers, limit, pace, left: releasesLeft.value })
    return [{ now, end: limitEnd(found, words) }]
  })
}

/** The key of a sentence and the arguments of `at`: when the limit is met, or why that is not known. */
function limitEnd({ date }: LayerLimit, words: Words) {
  if (date.kind === 'none') return date.why === 'no-growth' ? undefined : { key: date.why }
  const interval = timeText(words('rollout.duration'), date.daysPerRelease * 24 * 60 * 60)
  return { key: 'at' as const, values: { date: date.date.slice(0, date.date.indexOf('T')), interval } }
}

function chartOf(facts: StorageFacts, words: Words): LinesChart {
  const { series, rows } = facts
  const t = words('storage')
  const { places: ends, lines } = storageLines(facts)
  const places = withBetween(ends)
  const at = new Map(ends.map((place, index) => [place, index]))
  return {
    kind: 'lines',
    bytesOf: 'transfer',
    title: t('chart'),
    note: words('exportsMore')('storageChart'),
    places: places.map((place) => placeLabel(rows, place)),
    lines: lines.map(({ index, figure, ahead, values }) => {
      const { name = '', colour = 0 } = series[index] ?? {}
      const known = places.map((place) => values[at.get(place) ?? -1])
      return {
        name: t(ahead ? 'lineAhead' : 'line', { name, figure }),
        part: t('linePart', { figure, ahead: String(ahead) }),
        colour,
        values: ahead ? straight(known) : known,
        dashed: ahead || figure === 'registryNaive',
      }
    }),
  }
}

/** More places than these are not distinct on any picture. */
const MOST_PLACES = 1000

/** Every place up to the last one, so that all of them are as far apart; the ends alone where that is too many. */
function withBetween(places: readonly number[]): readonly number[] {
  const last = places.at(-1) ?? -1
  return last < MOST_PLACES ? Array.from({ length: last + 1 }, (_, place) => place) : places
}

/** A line between its two ends, with a value at each place that lies between them. */
function straight(values: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const first = values.findIndex((value) => value !== undefined)
  const last = values.findLastIndex((value) => value !== undefined)
  const [from = 0, to = 0] = [values[first], values[last]]
  return values.map((_, at) =>
    at < first || at > last ? undefined : from + ((to - from) * (at - first)) / Math.max(1, last - first),
  )
}
