import type { TagReport } from '../../analysis/report'
import type { Translate } from './translate'

/** Names beyond these are counted where they are told in a line: an image may have hundreds. */
const MOST_NAMES = 12

/** Other names of the images of a row. */
export interface OtherNames {
  /** Positions of the strategies that have them; none where all that have a tag in the row do. */
  readonly strategies: readonly number[]
  readonly names: readonly string[]
}

/** The aliases of a row's tags, most precise first: once where strategies agree; nothing of those without any. */
export function otherNamesOf(tags: readonly (TagReport | undefined)[]): readonly OtherNames[] {
  const said = new Map<string, OtherNames>()
  for (const [strategy, tag] of tags.entries()) {
    if (!tag) continue
    const names = tag.aliases ?? []
    // A tag holds no space.
    const key = names.toSorted().join(' ')
    const { strategies } = said.get(key) ?? { strategies: [] }
    said.set(key, { names: said.get(key)?.names ?? names, strategies: [...strategies, strategy] })
  }
  const named = [...said.values()].filter(({ names }) => names.length > 0)
  return said.size === 1 ? named.map(({ names }) => ({ names, strategies: [] })) : named
}

/**
 * `also 1, 1.27, latest`, with the names of strategies before it where not all of them agree.
 *
 * @param t     of the namespace `charts`
 * @param name  of a strategy by its position
 */
export function otherNamesText(
  t: Translate,
  { strategies, names }: OtherNames,
  name: (strategy: number) => string,
): string {
  const values = {
    names: names.slice(0, MOST_NAMES).join(', '),
    more: Math.max(0, names.length - MOST_NAMES),
  }
  const text = t('also', values)
  return strategies.length === 0 ? text : t('alsoOf', { name: strategies.map(name).join(', '), text })
}
