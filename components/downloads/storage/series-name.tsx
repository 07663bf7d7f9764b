import { StrategyMark } from '@/components/display/strategy-mark'
import type { Series } from '@/lib/document/downloads/releases'

/** A strategy by its marker and name, as in the charts. */
export function SeriesName({ name, colour }: Pick<Series, 'name' | 'colour'>) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <StrategyMark colour={colour} />
      {name}
    </span>
  )
}
