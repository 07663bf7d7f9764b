import type { Reason } from '../../../analysis/cell'
import type { CompareReport } from '../../../analysis/report'

/**
 * Why bytes of a strategy's pulls are not known, by tag: as a pull by a host that holds nothing tells it, which
 * fetches all that any other pull of the tag does.
 *
 * @param position  in the report's strategies
 */
export function untoldOf({ strategies, basis }: CompareReport, position: number): (tag: string) => Reason {
  const reasons = new Map(
    (strategies[position]?.tags ?? []).flatMap(({ tag, cells }): [string, Reason][] => {
      const cell = cells[`uncached:${basis}`]
      return cell?.kind === 'unknown' ? [[tag, cell.why]] : []
    }),
  )
  const code = basis === 'transfer' ? 'no-registry' : 'not-local'
  return (tag) => reasons.get(tag) ?? { code, data: { layers: 1 } }
}

/** The first of these tags whose own bytes are not known tells why a sum over them is not. */
export function firstUntold(
  { strategies, basis }: CompareReport,
  position: number,
  tags: readonly string[],
): string | undefined {
  const found = new Map(strategies[position]?.tags.map(({ tag, cells }) => [tag, cells]))
  return tags.find((tag) => found.get(tag)?.[`uncached:${basis}`]?.kind === 'unknown')
}
