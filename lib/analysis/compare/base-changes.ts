import type { Basis } from '../../oci/bytes'
import { estimate, exact, type NumberCell, numberCell } from '../cell'
import { median } from '../planner/numbers'
import type { BaseReport, StrategyReport, TagReport } from '../report'

export interface BaseChanges {
  /** Each tag at which the base changes, with what a host downloads for it under the chosen cache set. */
  readonly changes: readonly { readonly base: BaseReport; readonly download: NumberCell | undefined }[]
  /** The median of what the other tags after the first download; undefined where none of it is known. */
  readonly usual: NumberCell | undefined
}

/** What changes of a series' base cost beside updates that keep it; of a series with one base there is no change. */
export function baseChangesOf({ kind, tags }: StrategyReport, basis: Basis): BaseChanges {
  const starts = new Set(kind.bases.map(({ from }) => from))
  const cellOf = ({ cells }: TagReport) => numberCell(cells[`cached:${basis}`])
  const byTag = new Map(tags.map((tag) => [tag.tag, cellOf(tag)]))
  const changes = kind.bases.slice(1).map((base) => ({ base, download: byTag.get(base.from) }))
  const known = tags.flatMap((tag, index) => {
    const cell = index === 0 || starts.has(tag.tag) ? undefined : cellOf(tag)
    return cell && cell.kind !== 'unknown' ? [cell] : []
  })
  const value = median(known.map((cell) => cell.value))
  const why = known.find((cell) => cell.why)?.why
  const usual = value === undefined ? undefined : why ? estimate(value, 'bytes', why) : exact(value, 'bytes')
  return { changes, usual }
}
