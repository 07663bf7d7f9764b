import type { PullLayer, PullReport } from '../../analysis/downloads-report'
import type { PullReason } from '../../analysis/pull/reason'
import type { LayerTimes } from '../../analysis/pull/timeline'
import { shortDigest } from '../../oci/digest'
import { reasonText } from './cell-text'
import type { Translate } from './translate'
import type { Words } from './words'

/** Names of held images that are said; the others are counted. */
const SHOWN = 6

/** Why a pull does with a layer what it does. @param t  of the namespace `pull` */
export function pullReasonText(t: Translate, why: PullReason): string {
  const { code, ...data } = why
  const words = Object.entries(data).map(([key, value]): [string, string | number] => [
    key,
    typeof value === 'boolean' ? String(value) : value,
  ])
  const next = code === 'chain-differs' ? why.shared + 1 : 0
  // As messages select by: without hyphens.
  const camel = (text: string) => text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const because = code === 'blob-unknown' ? camel(why.because) : ''
  return t(`why.${code}`, { assumed: 'false', next, ...Object.fromEntries(words), because })
}

/** What made a layer; its short diffID where no step is known. */
export function layerName({ instruction, diffId }: Pick<PullLayer, 'instruction' | 'diffId'>): string {
  return instruction || shortDigest(diffId)
}

/** What the host holds, the first of it by name. @param t  of the namespace `pull` */
export function holdsText(t: Translate, { holds, moreHeld }: PullReport): string {
  if (holds.length === 0) return t('nothing')
  const count = holds.length + moreHeld - SHOWN
  return holds.slice(0, SHOWN).join(', ') + (count > 0 ? ` ${t('more', { count })}` : '')
}

/** What is not known of what the host holds, in sentences. */
export function unsureTexts(words: Words, { missing, orLess }: PullReport): readonly string[] {
  return [
    ...(missing.length > 0 ? [words('pull')('missing', { tags: missing.join(', ') })] : []),
    ...(orLess ? [reasonText(words('reasons'), orLess)] : []),
  ]
}

/** `≈0.36 s`. @param t  of the namespace `pull` */
export function pullTimeText(t: Translate, totalMs: number): string {
  return `≈${t('seconds', { seconds: Number((totalMs / 1000).toPrecision(2)) })}`
}

/** Seconds with two decimals at most. */
export function secondsOf(ms = 0): number {
  return Number((ms / 1000).toFixed(2))
}

/** When a layer is fetched and unpacked, as a sentence; undefined for one that is not fetched. @param t  of `pull` */
export function layerTimesText(t: Translate, times: LayerTimes | undefined): string | undefined {
  if (times?.downloadToMs === undefined) return undefined
  return t('times', {
    from: secondsOf(times.downloadFromMs),
    to: secondsOf(times.downloadToMs),
    done: secondsOf(times.unpackToMs),
  })
}
