import type { SnapshotProblem } from '../../oci/failure'
import { SourceError } from '../source'

/** @param at  what to call the file */
export function snapshotError(at: string, problem: SnapshotProblem, cause?: unknown): SourceError {
  return new SourceError({ code: 'bad-snapshot', at, problem }, { cause })
}

const MOST_SHOWN = 80

/** A text of the file as an error may quote it. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? '')
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '·')
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN - 1)}…` : plain
}
