import type { CompareReport, TagReport } from '../../analysis/report'
import type { StripBand } from '../document'
import { groupsOf } from './bars'

/**
 * The last readable tag of each strategy as a strip: its layers, base first, and which of them a host has that holds the
 * tag before, whatever cache set is looked at. Shares are of the longest strip; none where bytes are not known.
 */
export function lastStrips(report: CompareReport): readonly (readonly StripBand[])[] {
  const tags = report.strategies.map((strategy) => {
    const last = strategy.tags.findLast(({ image }) => image)
    return last && updated(last, report.basis)
  })
  const bars = groupsOf(report, [{ label: '', tags }], 'cached')[0]?.bars ?? []
  const longest = Math.max(1, ...bars.map((bar) => bar?.bytes ?? 0))
  return tags.map((_, position) =>
    (bars[position]?.bands ?? []).map(({ bytes, slot, reused }) => ({
      share: bytes / longest,
      slot,
      reused,
    })),
  )
}

/** The tag as the bars have one whose cache holds the tag before. */
function updated(tag: TagReport, basis: CompareReport['basis']): TagReport {
  const { image, update, cells } = tag
  const fetched = update && new Set(update.fetched)
  const reused = image?.layers.map((_, place) => fetched !== undefined && !fetched.has(place)) ?? []
  return {
    ...tag,
    image: image && { ...image, reused },
    cells: { ...cells, [`cached:${basis}`]: update?.bytes ?? cells[`uncached:${basis}`] },
  }
}
