import type { SeriesReading } from '../../analysis/series/reading'
import type { CardContext } from '../values'
import { cellText, whyText } from './cell-text'
import type { Translate } from './translate'

/** More than these are counted. */
const MOST_EXAMPLES = 3
const MOST_CHANNELS = 5

/** What the tags were taken for: `semantic versions: 52 of 60 names, e.g. 1.27.3`. @param t  of the namespace `reading` */
export function schemeText(t: Translate, { scheme, evidence, orderedBy }: SeriesReading): string {
  const { fits, of, examples } = evidence
  const example = examples.slice(0, MOST_EXAMPLES).join(', ') || 'none'
  return t('found', { scheme: t(`scheme.${scheme}`), fits, of, example, order: t(`ordered.${orderedBy}`) })
}

/** A variant by its name, or what stands for one: plain, all. @param t  of the namespace `reading` */
export function variantText(t: Translate, name: string): string {
  return name === '' ? t('plain') : name === '*' ? t('allVariants') : name
}

/**
 * What of the list is shown and what is left out: `plain 52 · alpine 6 left out · 8 pre-releases left out`; empty where
 * there are neither variants nor pre-releases.
 *
 * @param t  of the namespace `reading`
 */
export function chosenText(t: Translate, { variant, variants, preReleases }: SeriesReading): string {
  const [shown, others] = [true, false].map((is) =>
    variants.filter(({ name }) => (variant === '*' || name === variant) === is),
  )
  const counted = ({ name, tags }: SeriesReading['variants'][number]) => `${variantText(t, name)} ${tags}`
  const named = (list: SeriesReading['variants'] = []) => ({
    names: list.slice(0, MOST_EXAMPLES).map(counted).join(', '),
    more: Math.max(0, list.length - MOST_EXAMPLES),
  })
  return [
    ...(variants.length > 1 && shown?.length ? [t('list', named(shown))] : []),
    ...(others?.length ? [t('leftOut', named(others))] : []),
    ...(preReleases.tags > 0
      ? [t('preReleasesAre', { tags: preReleases.tags, shown: String(preReleases.shown) })]
      : []),
  ].join(' · ')
}

/** `latest, stable: channels, not in the order`; empty without any. @param t  of the namespace `reading` */
export function channelsText(t: Translate, { channels }: SeriesReading): string {
  const [names, more] = [channels.slice(0, MOST_CHANNELS).join(', '), channels.length - MOST_CHANNELS]
  return channels.length === 0
    ? ''
    : t('channels', { names: t('list', { names, more: Math.max(0, more) }), count: channels.length })
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
      bytes.kind === 'unknown' ? t('bytesUnknown') : cellText(bytes, units),
    ].join(' '),
  )
  const whys = new Set(other.flatMap(({ bytes }) => whyText(words('reasons'), bytes) ?? []))
  return [t('else', { name, kinds: kinds.join(' · ') }), ...whys].join(' ')
}
