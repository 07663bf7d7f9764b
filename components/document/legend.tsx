import { Name } from '@/components/display/name'
import { StrategyMark } from '@/components/display/strategy-mark'
import type { LegendEntry } from '@/lib/document/document'
import { plain } from '@/lib/oci/plain'

interface Props {
  readonly legend: readonly LegendEntry[]
  /** Classes of the list, of its entries and of their marks; a page's own unless given. */
  readonly list?: string
  readonly entry?: string
  readonly mark?: string
}

/** The strategies of a card, in the order in which a cell holds their values. */
export function Legend({ legend, list, entry = 'flex items-center gap-1.5', mark }: Props) {
  if (legend.length === 0) return null
  return (
    <ul className={list ?? 'mb-2 flex flex-wrap gap-x-4 gap-y-1 text-sm'}>
      {legend.map(({ name, colour }, place) => (
        <li key={String(place)} className={entry || undefined}>
          <StrategyMark colour={colour} className={mark} />
          {list === undefined ? <Name text={name} /> : <bdi>{plain(name)}</bdi>}
        </li>
      ))}
    </ul>
  )
}
