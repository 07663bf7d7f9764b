import type { HeldBeyond, ImageEnd } from '../../oci/facts'
import type { CompareFacts, SeriesFacts } from './facts'
import { KnownImages } from './known'
import type { TagImage } from './tag-image'

/** Images whose names may explain where the reuse of a series ends: of the snapshot that it was read from, or of all. */
export function endsFor(facts: CompareFacts, series: SeriesFacts | undefined): readonly ImageEnd[] {
  return series?.from?.ends ?? facts.known
}

/** Why the host of a series may hold more than these images. */
export function beyondFor(facts: CompareFacts, series: SeriesFacts | undefined): HeldBeyond | undefined {
  return series?.from ? series.from.beyond : facts.beyond
}

/** What was read at one place and one time: series of one side explain each other, those of two sides never do. */
export function sideOf({ from }: SeriesFacts): string {
  return from?.name ?? ''
}

/** The images that may give a name to a base, by the side of a series. */
export function knownBySide(facts: CompareFacts, series: readonly (readonly TagImage[])[]) {
  const known = new Map<string, KnownImages>()
  for (const one of facts.series) {
    const side = sideOf(one)
    if (known.has(side)) continue
    const own = series.filter((_, position) => sideOf(facts.series[position]!) === side)
    known.set(side, new KnownImages(endsFor(facts, one), own))
  }
  return (one: SeriesFacts) => known.get(sideOf(one)) ?? new KnownImages(facts.known, series)
}
