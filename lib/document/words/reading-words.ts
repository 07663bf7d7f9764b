import type { SeriesReading } from '../../analysis/series/reading'
import type { CardContext } from '../values'
import { cellText, whyText } from './cell-text'
import type { Translate } from './translate'

/** More than these are counted. */
const MOST_LISTED = 3
const MOST_CHANNELS = 5

/** What the tags were taken for: `semantic versions: 52 of 60 names, e.g. 1.27.3`. @param t  of the namespace `reading` */
export function schemeText(t: Translate, { scheme, evidence, orderedBy }: SeriesReading): string {
  const { fits, of, examples } = evidence
  const example = examples.slice(0, MOST_LISTED).join(', ') || 'none'
  return t('found', { scheme: t(`scheme.${scheme}`), fits, of, example, order: t(`ordered.${orderedBy}`) })
}

/** A variant by its name, or what stands for one: plain, all. @param t  of the namespace `reading` */
export function variantText(t: Translate, name: string): string {
  return name === '' ? t('plain') : name === '*' ? t('allVariants') : name
}

/** `alpine (6)`: a variant with how many names it has. @param t  of the namespace `reading` */
export function variantOption(t: Translate, { name, tags }: SeriesReading['variants'][number]): string {
  return t('counted', { name: variantText(t, name), tags })
}

/**
 * What of the list is shown and what is left out: `plain (52) shown · alpine (6), 8 pre-releases left out`; empty where there
 * are neither variants nor pre-releases.
 *
 * @param t  of the namespace `reading`
 */
export function chosenText(t: Translate, { variant, variants, preReleases }: SeriesReading): string {
  const choice = variants.length > 1 ? variants : []
  return (['shown', 'leftOut'] as const)
    .flatMap((key) => {
      const shown = key === 'shown'
      const some = choice.filter(({ name }) => (variant === '*' || name === variant) === shown)
      const names = some.slice(0, MOST_LISTED).map((one) => variantOption(t, one))
      const { tags } = preReleases
      const all = [
        ...(some.length > 0 ? [listText(t, names, some.length)] : []),
        ...(tags > 0 && preReleases.shown === shown ? [t('preReleasesOf', { tags })] : []),
      ]
      return all.length > 0 ? [t(key, { names: all.join(', ') })] : []
    })
    .join(' · ')
}

/** Some names, and how many there are beyond them. */
function listText(t: Translate, names: readonly string[], count: number): string {
  return t('list', { names: names.join(', '), more: count - names.length })
}

/** `latest, stable: channels, not in the order`; empty without any. @param t  of the namespace `reading` */
export function channelsText(t: Translate, { channels }: SeriesReading): string {
  const count = channels.length
  if (count === 0) return ''
  return t('channels', { names: listText(t, channels.slice(0, MOST_CHANNELS), count), count })
}

/**
 * What a repository holds beside images: `What else is here: 3 signatures 738B · 1 Helm chart 12kB. …`, with the reasons
 * why bytes are not known; empty where there is nothing.
 *
 * @param name  of the repository, where several are shown
 */
export function elseText({ words, units }: CardContext, { other }: SeriesReading, name = 'none'): string {
  if (other.length === 0) return ''
  const t = words('reading')
  const kinds = other.map(({ kind, tags, bytes }) =>
    [
      t(`kinds.${kind}`, { count: tags }),
      bytes.kind === 'unknown' ? t('bytesUnknown') : cellText(bytes, units, 'transfer'),
    ].join(' '),
  )
  const whys = new Set(other.flatMap(({ bytes }) => whyText(words('reasons'), bytes) ?? []))
  return [t('else', { name, kinds: kinds.join(' · ') }), ...whys].join(' ')
}
