/** An answer whose body has been read whole, within its limit; a failure's body is left unread. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  /** In place of `body`, when it was asked for; `close` ends the connection, and the wait for a chunk. */
  readonly stream?: { readonly chunks: AsyncIterable<Uint8Array>; close(): void } | undefined
  /** Where the body came from, after redirects. */
  readonly url: URL
}
