/** Why an archive could not be read to its end. */
export type TarErrorCode = 'truncated' | 'bad-header' | 'limit'

/** An archive that is damaged, or larger in some way than it may be; the message completes "the archive: …". */
export class TarError extends Error {
  override readonly name = 'TarError'
  constructor(
    readonly code: TarErrorCode,
    detail: string,
  ) {
    super(detail)
  }
}
