import type { Series } from '@/lib/downloads/releases'
import { Marker } from '../rollout/marker'

/** A strategy by its marker and name, as in the charts. */
export function SeriesName({ name, colour }: Pick<Series, 'name' | 'colour'>) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg width="12" height="12" className="shrink-0" aria-hidden="true">
        <Marker colour={colour} x={6} y={6} />
      </svg>
      {name}
    </span>
  )
}
