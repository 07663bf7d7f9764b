import type { TagReport } from '../../analysis/report'
import type { Translate } from './translate'

/** Names beyond these are counted where they are told in a line: an image may have hundreds. */
const MOST_NAMES = 12

/** Other names of the images of a row. */
export interface OtherNames {
  /** Position of the strategy that has them; absent where all that have a tag in the row agree. */
  readonly strategy?: number | undefined
  readonly names: readonly string[]
}

/** The aliases of a row's tags, most precise first: once where its strategies agree, else of each that has some. */
export function otherNamesOf(tags: readonly (TagReport | undefined)[]): readonly OtherNames[] {
  const each = tags.flatMap((tag, strategy) => (tag ? [{ strategy, names: tag.aliases ?? [] }] : []))
  // A tag holds no space.
  const agree = new Set(each.map(({ names }) => names.toSorted().join(' '))).size === 1
  const said: readonly OtherNames[] = agree ? each.slice(0, 1).map(({ names }) => ({ names })) : each
  return said.filter(({ names }) => names.length > 0)
}

/**
 * `also 1, 1.27, latest`, with the name of the strategy before it where that is needed.
 *
 * @param t     of the namespace `charts`
 * @param name  of a strategy by its position
 */
export function otherNamesText(
  t: Translate,
  { strategy, names }: OtherNames,
  name: (strategy: number) => string,
): string {
  const values = {
    names: names.slice(0, MOST_NAMES).join(', '),
    more: Math.max(0, names.length - MOST_NAMES),
  }
  const text = t('also', values)
  return strategy === undefined ? text : t('alsoOf', { name: name(strategy), text })
}
