import { keepsBlobs } from '../../analysis/measures/disk'
import { layerLimitOf } from '../../analysis/measures/releases-left'
import type { HostProfile, HostSettings } from '../../analysis/pull/profiles'
import type { Translate } from '../words/translate'
import { SOURCES, type Source } from './topics'

/** One setting of a kind of host, or what follows from its store's rule, in words. */
export interface ProfileFact {
  readonly term: string
  readonly text: string
  /** Where it is written; absent for what is nowhere limited. */
  readonly source?: Source | undefined
}

/** What follows from the rule of a profile's store. @param t  of the namespace `profiles` */
export function ruleFacts(t: Translate, { rule, sources }: HostProfile): readonly ProfileFact[] {
  const limit = layerLimitOf(rule)
  return [
    {
      term: t('setting.blobs'),
      text: t(keepsBlobs(rule) ? 'blobsKept' : 'blobsGone'),
      source: SOURCES[sources.rule],
    },
    {
      term: t('setting.limit'),
      text: limit === undefined ? t('unlimited') : String(limit),
      source: limit === undefined ? undefined : SOURCES.maxDepth,
    },
  ]
}

/**
 * Everything that a profile sets, in words, with where each comes from.
 *
 * @param t       of the namespace `profiles`
 * @param topics  of `help.topics`, which name the rules
 */
export function profileFacts(t: Translate, topics: Translate, profile: HostProfile): readonly ProfileFact[] {
  const { rule, downloads, partMib, lanes, order, sources } = profile
  const fact = (setting: keyof HostSettings, text: string): ProfileFact => ({
    term: t(`setting.${setting}`),
    text,
    source: SOURCES[sources[setting]],
  })
  return [
    fact('rule', topics(`${rule}.title`)),
    ...ruleFacts(t, profile),
    fact('downloads', String(downloads)),
    fact('partMib', partMib === 0 ? t('whole') : t('parts', { mib: partMib })),
    fact('lanes', String(lanes)),
    fact('order', t(`order.${order}`)),
  ]
}
