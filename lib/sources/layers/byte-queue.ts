/** So many bytes may wait before the writer is asked to wait too. */
const ROOM_BYTES = 4 << 20

/** Bytes that one side pushes and the other takes as they come, with room for a few of them. */
export class ByteQueue implements AsyncIterable<Uint8Array> {
  private readonly chunks: Uint8Array[] = []
  private waitingBytes = 0
  private state: 'open' | 'ended' | { readonly error: unknown } = 'open'
  private wakeReader = () => {}
  private wakeWriter = () => {}

  push(chunk: Uint8Array): void {
    this.chunks.push(chunk)
    this.waitingBytes += chunk.length
    this.wakeReader()
  }

  /** Ends it, with an error for the reader when there is one. */
  end(state: 'ended' | { readonly error: unknown } = 'ended'): void {
    if (this.state === 'open') this.state = state
    this.wakeReader()
  }

  /** Resolves when there is room for more, at once when no one will read any more. */
  async room(): Promise<void> {
    while (this.waitingBytes > ROOM_BYTES) {
      await new Promise<void>((resolve) => {
        this.wakeWriter = resolve
      })
    }
  }

  /** The reader is gone: what comes is dropped. */
  leave(): void {
    this.chunks.length = 0
    this.waitingBytes = Number.NEGATIVE_INFINITY
    this.wakeWriter()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.chunks.shift()
      if (chunk) {
        this.waitingBytes -= chunk.length
        this.wakeWriter()
        yield chunk
      } else if (this.state === 'ended') return
      else if (this.state !== 'open') throw this.state.error
      else {
        await new Promise<void>((resolve) => {
          this.wakeReader = resolve
        })
      }
    }
  }
}
