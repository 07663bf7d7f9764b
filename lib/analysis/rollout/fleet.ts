/** The hosts that follow a series, and the network between them and its registry. */
export interface Fleet {
  /** Hosts that run each release. */
  readonly hosts: number
  /** Share of the hosts of each release that start empty: autoscaling, new nodes, build runners. */
  readonly emptyShare: number
  /** Share of the other hosts that skip a release. */
  readonly skipShare: number
  /** Bytes a second that one host receives. */
  readonly bandwidth: number
  /** Bytes a second that the registry sends to all hosts together; no limit when absent. */
  readonly registryBandwidth?: number | undefined
  /** Price of a decimal gigabyte that leaves the registry, in any currency; no cost when absent. */
  readonly egressPrice?: number | undefined
}

export type FleetField = keyof Fleet

/** What is wrong with one figure of a fleet; the sentence is written where it is shown. */
export type FleetProblem =
  | 'missing'
  | 'not-finite'
  | 'not-whole'
  | 'negative'
  | 'zero'
  | 'above-one'
  | 'too-large'

export type ParsedFleet =
  | { readonly ok: true; readonly fleet: Fleet }
  | { readonly ok: false; readonly field: FleetField; readonly problem: FleetProblem }

/** A hundred hosts on 1 Gbit/s, a tenth of them new at each release, a tenth of the others skipping it. */
export const DEFAULT_FLEET: Fleet = { hosts: 100, emptyShare: 0.1, skipShare: 0.1, bandwidth: 125_000_000 }

/** Beyond this the bytes of a fleet are no longer a question of layers. */
const MOST_HOSTS = 1_000_000_000

const FIELDS: readonly FleetField[] = [
  'hosts',
  'emptyShare',
  'skipShare',
  'bandwidth',
  'registryBandwidth',
  'egressPrice',
]

/**
 * Reads a fleet from figures that a person or a URL gave.
 *
 * @param given  a field that is absent takes `DEFAULT_FLEET`'s figure, or stays absent when it has none
 * @returns      the fleet, or the first field (in the order of `Fleet`) with a problem. Never throws.
 */
export function parseFleet(given: Partial<Fleet>): ParsedFleet {
  const values = FIELDS.map((field) => [field, given[field] ?? DEFAULT_FLEET[field]] as const)
  for (const [field, value] of values) {
    const problem = fleetProblem(field, value)
    if (problem) return { ok: false, field, problem }
  }
  const fleet = Object.fromEntries(values.filter(([, value]) => value !== undefined))
  return { ok: true, fleet: { ...DEFAULT_FLEET, ...fleet } }
}

/** What is wrong with one field's figure, to be said beside it; undefined when nothing is. */
export function fleetProblem(field: FleetField, value: number | undefined): FleetProblem | undefined {
  if (value === undefined) {
    return field === 'registryBandwidth' || field === 'egressPrice' ? undefined : 'missing'
  }
  if (!Number.isFinite(value)) return 'not-finite'
  if (value < 0) return 'negative'
  switch (field) {
    case 'hosts':
      if (value === 0) return 'zero'
      if (!Number.isInteger(value)) return 'not-whole'
      return value > MOST_HOSTS ? 'too-large' : undefined
    case 'emptyShare':
    case 'skipShare':
      return value > 1 ? 'above-one' : undefined
    case 'bandwidth':
    case 'registryBandwidth':
      return value === 0 ? 'zero' : undefined
    case 'egressPrice':
      return undefined
  }
}
