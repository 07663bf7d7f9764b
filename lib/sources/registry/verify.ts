import { createHash } from 'node:crypto'
import type { Digest } from '../../oci/digest'
import { SourceError } from '../source'

/** Digest of a body. */
export function digestOf<D extends Digest>(body: Buffer, algorithm: string): D {
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}` as D
}

/** Checks a body against a digest, by the digest's own algorithm. @throws SourceError `digest-mismatch` */
export function verify(body: Buffer, expected: Digest, at: string): void {
  const actual = digestOf(body, expected.slice(0, expected.indexOf(':')))
  if (actual !== expected) throw new SourceError({ code: 'digest-mismatch', at, expected, actual })
}
