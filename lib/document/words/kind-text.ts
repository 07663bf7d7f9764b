import { baseChangesOf } from '../../analysis/compare/base-changes'
import type { KindReport, StrategyReport } from '../../analysis/report'
import { countBases } from '../../analysis/series/bases'
import type { Units } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { cellText } from './cell-text'
import type { Translate } from './translate'

/** Changes of a base that a sentence has room for. */
const MOST_CHANGES = 6

/** What a kind is called: `Custom base`, `Custom base, 2 bases`, `Chained, 2 chains`. @param t  of the namespace `kind` */
export function kindName(t: Translate, { kind, bases, changesAt }: KindReport): string {
  const name = t(kind)
  if (kind === 'chained' && changesAt.length > 0) {
    return t('inChains', { kind: name, count: changesAt.length + 1 })
  }
  return bases.length > 1 ? t('onBases', { kind: name, count: countBases(bases) }) : name
}

/**
 * The evidence for a kind: what tags share, where the base changes and what that downloads beside other updates.
 *
 * @param t  of the namespace `kind`
 */
export function kindText(t: Translate, strategy: StrategyReport, basis: Basis, units: Units): string {
  const { kind, chainedPairs: chained, pairs, sharedLayers: shared, changesAt, base, bases } = strategy.kind
  if (bases.length > 1) return basesText(t, strategy, basis, units)
  const key = kind === 'chained' && changesAt.length > 0 ? 'chainedRuns' : (`${kind}Why` as const)
  const why = t(key, { chained, pairs, shared, tags: changesAt.join(', ') })
  return base === undefined ? why : `${why} ${t('base', { base })}`
}

function basesText(t: Translate, strategy: StrategyReport, basis: Basis, units: Units): string {
  const { kind, bases } = strategy.kind
  const { changes, usual } = baseChangesOf(strategy, basis)
  const shown = changes.slice(0, MOST_CHANGES).map(({ base: { from: tag, name }, download }) =>
    t(name === undefined ? 'change' : 'namedChange', {
      ...{ tag, name: name ?? '' },
      bytes:
        download === undefined || download.kind === 'unknown'
          ? t('notKnown')
          : cellText(download, units, basis),
    }),
  )
  const more = changes.length - shown.length
  return [
    t(`${kind}Runs`, { count: countBases(bases) }),
    ...(bases[0]?.name === undefined ? [] : [t('firstBase', { base: bases[0].name })]),
    t('changes', { changes: shown.join(', '), more }),
    ...(usual ? [t('usual', { bytes: cellText(usual, units, basis) })] : []),
  ].join(' ')
}
