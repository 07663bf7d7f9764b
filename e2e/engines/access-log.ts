/** One request as a registry answered it. */
export interface RegistryRequest {
  readonly method: string
  /** Path without its query. */
  readonly path: string
  readonly status: number
  /** Bytes of the answer's body, as sent. */
  readonly bytes: number
}

/** Reads an access log in the combined log format, as the distribution registry writes it to its output. */
export function parseAccessLog(text: string): RegistryRequest[] {
  const lines = text.matchAll(/"([A-Z]+) (\S+) HTTP\/[\d.]+" (\d{3}) (\d+)/g)
  return Array.from(lines, ([, method = '', target = '', status, bytes]) => ({
    method,
    path: target.split('?')[0] ?? '',
    status: Number(status),
    bytes: Number(bytes),
  }))
}

/** Bytes sent of each blob, by digest. A blob that was fetched twice counts twice: that is what the wire carried. */
export function blobBytes(requests: readonly RegistryRequest[]): Map<string, number> {
  const sent = new Map<string, number>()
  for (const { method, path, status, bytes } of requests) {
    const digest = /^\/v2\/.+\/blobs\/(sha256:[0-9a-f]{64})$/.exec(path)?.[1]
    if (!digest || method !== 'GET' || (status !== 200 && status !== 206)) continue
    sent.set(digest, (sent.get(digest) ?? 0) + bytes)
  }
  return sent
}
