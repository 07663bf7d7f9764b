/** An answer whose body has been read whole, within its limit; a failure's body is left unread. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  /** In place of `body`, when a streamed answer was asked for and given. */
  readonly stream?: BodyStream | undefined
  /** Where the body came from, after redirects. */
  readonly url: URL
}

/** A body on its way. */
export interface BodyStream {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Closes the connection; whoever waits for a chunk hears of it. */
  close(): void
}
