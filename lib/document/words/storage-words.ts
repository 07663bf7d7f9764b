import type { Extrapolated } from '../../analysis/storage/extrapolate'
import type { StorageFigure } from '../../analysis/storage/growth'
import type { LayerLimit, NoLimitDate } from '../../analysis/storage/layer-limit'
import { formatBytes, formatDifference, formatRegistryBytes, type Units } from '../../i18n/format'
import { timeText } from './amount-text'
import type { Precision } from './cell-text'
import type { Translate } from './translate'

const DAY_SECONDS = 24 * 60 * 60

/** How the bytes of a figure are printed: a registry's with two decimals. */
export function precisionOf(figure: string): Precision {
  return figure.startsWith('registry') ? 'registry' : 'docker'
}

/** A figure ahead, with the pace that it rests on; or why there is none. @param t  of `storage.ahead` */
export function aheadText(
  t: Translate,
  figure: StorageFigure,
  ahead: Extrapolated,
  units: Units,
): { readonly text: string; readonly pace?: string; readonly why?: string } {
  if (ahead.kind === 'unknown') return { text: '—', why: t(ahead.why) }
  const format = figure.startsWith('registry') ? formatRegistryBytes : formatBytes
  const bytes = formatDifference(Math.round(ahead.perRelease), units)
  return { text: `≈${format(ahead.value, units)}`, pace: t('pace', { bytes, last: ahead.ofLast }) }
}

/** How many more releases fit. @param t  of the namespace `storage.limit` */
export function limitText(t: Translate, name: string, limit: LayerLimit): string {
  const { layers, perRelease = 0, releasesLeft } = limit
  const left = releasesLeft.kind === 'unknown' ? 0 : releasesLeft.value
  return t('now', { name, layers, limit: limit.limit, pace: String(Number(perRelease.toPrecision(2))), left })
}

/** What follows that sentence: when the limit is met, or why that cannot be told. */
export type LimitEnd =
  /** The arguments of the sentence `at`. */
  | { readonly key: 'at'; readonly values: { readonly date: string; readonly interval: string } }
  | { readonly key: Exclude<NoLimitDate, 'no-growth'> }

/** @param duration  of the namespace `rollout.duration` */
export function limitEnd(duration: Translate, { date }: LayerLimit): LimitEnd | undefined {
  if (date.kind === 'none') return date.why === 'no-growth' ? undefined : { key: date.why }
  return {
    key: 'at',
    values: {
      date: date.date.slice(0, date.date.indexOf('T')),
      interval: timeText(duration, date.daysPerRelease * DAY_SECONDS),
    },
  }
}
