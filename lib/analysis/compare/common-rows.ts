/** What a strategy has in a row: a figure, one that is not known, or no tag at all. */
export type Held = 'known' | 'unknown' | undefined

export interface CommonRows {
  /** Positions of the rows in which all members have a known figure, ascending. */
  readonly rows: readonly number[]
  /** Positions of the strategies that are compared. */
  readonly members: readonly number[]
  /** Strategies of which no row is known. */
  readonly unknown: readonly number[]
  /** Strategies without a tag, and those that have no row with the others in common. */
  readonly absent: readonly number[]
}

/**
 * Finds the rows over which strategies can be compared: those in which all have a known figure. Where there is none, the
 * strategies are compared that have the last of the rows that most have.
 *
 * @param held  by strategy, then by row
 * @returns     undefined where nothing is known
 */
export function commonRows(held: readonly (readonly Held[])[]): CommonRows | undefined {
  const known = held.flatMap((rows, at) => (rows.includes('known') ? [at] : []))
  const unknown = held.flatMap((rows, at) => (rows.some(Boolean) && !known.includes(at) ? [at] : []))
  const count = Math.max(0, ...held.map((rows) => rows.length))
  let members: readonly number[] = []
  for (let row = count - 1; row >= 0; row--) {
    const having = known.filter((at) => held[at]?.[row] === 'known')
    if (having.length > members.length) members = having
  }
  if (members.length === 0) return undefined
  const rows = Array.from({ length: count }, (_, row) => row).filter((row) =>
    members.every((at) => held[at]?.[row] === 'known'),
  )
  const absent = held.flatMap((_, at) => (members.includes(at) || unknown.includes(at) ? [] : [at]))
  return { rows, members, unknown, absent }
}
