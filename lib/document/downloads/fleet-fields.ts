import {
  DEFAULT_FLEET,
  type Fleet,
  type FleetField,
  type FleetProblem,
  fleetProblem,
} from '../../analysis/rollout/fleet'
import type { DownloadsState } from '../../link/downloads-state'

/** The fleet as the link holds it: MB/s and per cent. */
export type FleetState = Pick<DownloadsState, 'hosts' | 'empty' | 'skip' | 'hbw' | 'rbw' | 'price'>

export interface FieldSpec {
  readonly key: keyof FleetState
  readonly field: FleetField
  /** What one of the link's units is in the fleet's. */
  readonly scale: number
  readonly optional: boolean
  /** Where the slider stops; null is "none". Absent where the answer of the page asks for it. */
  readonly stops?: readonly (number | null)[]
}

/** A figure that the rollout asks for itself. */
export interface OwnField extends FieldSpec {
  readonly key: Exclude<keyof FleetState, 'hosts' | 'empty'>
  readonly stops: readonly (number | null)[]
}

export const isOwn = (spec: FieldSpec): spec is OwnField => spec.stops !== undefined

const MEGA = 1_000_000
const ladder = (from: number, to: number) =>
  Array.from({ length: 6 }, (_, power) => [1, 1.5, 2, 3, 5, 7].map((step) => Math.round(step * 10 ** power)))
    .flat()
    .filter((stop, index, all) => stop >= from && stop <= to && all.indexOf(stop) === index)

export const FLEET_FIELDS: readonly FieldSpec[] = [
  { key: 'hosts', field: 'hosts', scale: 1, optional: false },
  { key: 'empty', field: 'emptyShare', scale: 0.01, optional: false },
  { key: 'skip', field: 'skipShare', scale: 0.01, optional: false, stops: [...Array(101).keys()] },
  {
    key: 'hbw',
    field: 'bandwidth',
    scale: MEGA,
    optional: false,
    stops: [...ladder(1, 100), 125, ...ladder(150, 10_000)],
  },
  {
    key: 'rbw',
    field: 'registryBandwidth',
    scale: MEGA,
    optional: true,
    stops: [null, ...ladder(10, 1000), 1250, ...ladder(1500, 100_000)],
  },
  {
    key: 'price',
    field: 'egressPrice',
    scale: 1,
    optional: true,
    stops: [null, 0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.09, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 1],
  },
]

/** What is wrong with a figure as the link holds it. */
export function problemOf({ field, scale }: FieldSpec, value: number | null): FleetProblem | undefined {
  return fleetProblem(field, value === null ? undefined : value * scale)
}

/** The fleet of a state; a figure with a problem takes the default's place, as long as it has the problem. */
export function fleetOf(state: FleetState): Fleet {
  const given = FLEET_FIELDS.flatMap((spec) => {
    const value = state[spec.key]
    return value === null || problemOf(spec, value) ? [] : [[spec.field, value * spec.scale]]
  })
  return { ...DEFAULT_FLEET, ...Object.fromEntries(given) }
}
