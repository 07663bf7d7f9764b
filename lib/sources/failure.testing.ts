import type { SourceFailure } from '../oci/failure'
import { SourceError } from './source'

/** The failure with which a source answers. @throws Error when it answers otherwise */
export async function failureOfWork(work: Promise<unknown> | undefined): Promise<SourceFailure> {
  const error = await work?.then(
    () => 'no failure',
    (reason: unknown) => reason,
  )
  if (error instanceof SourceError) return error.failure
  throw new Error(`expected a SourceError, got ${String(error)}`)
}
