import { type Link, simulatePull, type TimedLayer } from './timeline'

/** The times of a pull of which the input makes sense. */
export function timesOf(layers: readonly TimedLayer[], link: Link) {
  const timeline = simulatePull(layers, link)
  if (!timeline.ok) throw new Error(timeline.problem)
  return timeline
}
