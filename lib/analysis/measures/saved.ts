import { estimate, exact, type NumberCell } from '../cell'

/** Bytes that a host does not download because it holds something: an estimate where one of the two is one. */
export function savedBytes(uncached: NumberCell, cached: NumberCell): NumberCell {
  if (uncached.kind === 'unknown') return uncached
  if (cached.kind === 'unknown') return cached
  const value = uncached.value - cached.value
  const why = cached.why ?? uncached.why
  return why ? estimate(value, 'bytes', why) : exact(value, 'bytes')
}
