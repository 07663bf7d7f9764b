import { tagRuns } from '../words/tag-runs'
import type { Band, Group } from './bars'

/** Whether a band is of a layer that another one has too: the same is lit wherever it is drawn. */
export function holdsSame(band: Band, other: Band): boolean {
  return band.ids.some((id) => other.ids.includes(id))
}

/**
 * The tags of a chart that hold a band's layer, as runs, by strategy.
 *
 * @returns undefined for a band of several layers, which may be held by other tags each
 */
export function holdersOf(band: Band, groups: readonly Group[]): readonly (readonly string[])[] | undefined {
  const [id, ...more] = band.ids
  if (id === undefined || more.length > 0) return undefined
  const strategies = Math.max(0, ...groups.map(({ bars }) => bars.length))
  return Array.from({ length: strategies }, (_, strategy) => {
    const tags = groups.flatMap(({ bars }) => bars[strategy] ?? [])
    const places = tags.flatMap(({ bands }, place) =>
      bands.some(({ ids }) => ids.includes(id)) ? [place] : [],
    )
    return tagRuns(
      places,
      tags.map(({ tag }) => tag.tag),
    )
  })
}
