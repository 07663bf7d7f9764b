import type { BarLayout } from '../../link/view-state'
import type { Group } from './bars'

/** A band of a chart: its group, the bar within it, and its place from the base up. */
export interface BandPlace {
  readonly group: number
  readonly bar: number
  readonly band: number
}

/** The first bar's base; undefined for a chart without a bar that could be drawn. */
export function firstBand(groups: readonly Group[]): BandPlace | undefined {
  return barsOf(groups, 'side')[0]
}

/**
 * Where a key leads from a band: left and right to the next bar at the same height, up and down within a bar, Home and
 * End to the first and the last bar. Bars of tags whose bytes are not known have no bands and are skipped.
 *
 * @param layout  what stands beside a bar: another strategy's, or the next tag's of its lane
 * @returns       undefined for a key that leads nowhere
 */
export function bandAfter(
  key: string,
  at: BandPlace,
  groups: readonly Group[],
  layout: BarLayout = 'side',
): BandPlace | undefined {
  const bars = barsOf(groups, layout)
  const here = bars.findIndex(({ group, bar }) => group === at.group && bar === at.bar)
  const to = (index: number, band = at.band): BandPlace | undefined => {
    const place = bars[Math.min(bars.length - 1, Math.max(0, index))]
    return place && { ...place, band: Math.min(top(groups, place), Math.max(0, band)) }
  }
  switch (key) {
    case 'ArrowLeft':
      return to(here - 1)
    case 'ArrowRight':
      return to(here + 1)
    case 'ArrowUp':
      return to(here, at.band + 1)
    case 'ArrowDown':
      return to(here, at.band - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(bars.length)
    default:
      return undefined
  }
}

/** What stands at a place; undefined when the chart has changed since. */
export function bandAt(groups: readonly Group[], { group, bar: position, band: height }: BandPlace) {
  const bar = groups[group]?.bars[position]
  const band = bar?.bands[height]
  return bar && band && { bar, band }
}

function barsOf(groups: readonly Group[], layout: BarLayout): readonly BandPlace[] {
  const bars = groups.flatMap(({ bars }, group) =>
    bars.flatMap((one, bar) => (one && one.bands.length > 0 ? [{ group, bar, band: 0 }] : [])),
  )
  return layout === 'side' ? bars : bars.toSorted((a, b) => a.bar - b.bar || a.group - b.group)
}

const top = (groups: readonly Group[], { group, bar }: BandPlace) =>
  (groups[group]?.bars[bar]?.bands.length ?? 1) - 1
