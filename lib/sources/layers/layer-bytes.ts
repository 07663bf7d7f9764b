import { closeSync, openSync, readSync } from 'node:fs'

/** Where the packed bytes of a layer can be read. */
export type LayerBytes =
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<Uint8Array> }
  /** A part of a file that any thread can read for itself. */
  | { readonly kind: 'file'; readonly path: string; readonly offset: number; readonly bytes: number }

const READ_BYTES = 1 << 20

/** A part of a file, read in pieces, once; where one kind of reading has stopped the other goes on. */
export function filePart(path: string, offset: number, bytes: number): ByteInput {
  let at = 0
  function* wait(): Generator<Uint8Array> {
    if (at >= bytes) return
    const file = openSync(path, 'r')
    // Used again for each piece: a piece that is kept is copied.
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, bytes))
    try {
      while (at < bytes) {
        const read = readSync(file, buffer, 0, Math.min(buffer.length, bytes - at), offset + at)
        if (read === 0) return
        at += read
        yield buffer.subarray(0, read)
      }
    } finally {
      closeSync(file)
    }
  }
  return {
    wait,
    async *[Symbol.asyncIterator]() {
      // Decompressors keep pieces: each gets its own.
      for (const piece of wait()) yield Uint8Array.from(piece)
    },
  }
}

/** Bytes that come in chunks; `wait` has them one after the other on this thread, where that may block. */
export interface ByteInput extends AsyncIterable<Uint8Array> {
  wait?(): Iterable<Uint8Array>
}
