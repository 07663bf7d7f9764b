import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Transform, type TransformCallback } from 'node:stream'

/** A registry over a thin line. */
export interface SlowRegistry {
  /** `host:port`. */
  readonly host: string
  /** Answers of blobs, oldest first: bytes sent, and whether the one who asked left before the end. */
  blobs(): readonly { readonly bytes: number; readonly closed: boolean }[]
  stop(): Promise<void>
}

const SMALL_BYTES = 1 << 16

/** Starts a proxy on loopback that hands on what a registry says, and large blobs at so many bytes a second. */
export async function slowRegistry(host: string, bytesPerSecond: number): Promise<SlowRegistry> {
  const blobs: { bytes: number; closed: boolean }[] = []
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked
    const behind = request(`http://${host}${url}`, { method, headers: { ...headers, host } }, (upstream) => {
      answer.writeHead(upstream.statusCode ?? 502, upstream.headers)
      const large = /\/blobs\//.test(url ?? '') && Number(upstream.headers['content-length']) > SMALL_BYTES
      if (!large || method !== 'GET') {
        upstream.pipe(answer)
        return
      }
      const blob = { bytes: 0, closed: false }
      blobs.push(blob)
      answer.on('close', () => {
        blob.closed = !answer.writableFinished
        upstream.destroy()
      })
      const slow = throttle(bytesPerSecond, (bytes) => {
        blob.bytes += bytes
      })
      upstream.pipe(slow).pipe(answer)
      upstream.on('error', () => answer.destroy())
    })
    behind.on('error', () => answer.destroy())
    asked.pipe(behind)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    blobs: () => blobs,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function throttle(bytesPerSecond: number, onBytes: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _, callback: TransformCallback) {
      onBytes(chunk.length)
      setTimeout(() => callback(null, chunk), (chunk.length / bytesPerSecond) * 1000)
    },
  })
}
