import type { ServerResponse } from 'node:http'

const PIECE_BYTES = 1 << 16

/**
 * Sends the same sign as fast as it is taken, until nobody listens any more.
 *
 * @param most  bytes after which it waits, so that a reader without a limit is found out and nothing else
 * @returns  how many bytes were sent so far
 */
export function flood(response: ServerResponse, most = Number.POSITIVE_INFINITY, sign = ' '): () => number {
  const piece = Buffer.alloc(PIECE_BYTES, sign)
  let sent = 0
  const send = () => {
    while (!response.destroyed && sent < most) {
      sent += piece.length
      if (!response.write(piece)) return
    }
  }
  response.on('drain', send)
  send()
  return () => sent
}
