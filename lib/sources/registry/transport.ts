import { createHash } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { SourceError, type SourceFailure } from '../source'

/** An answer whose body has been read whole, within its limit. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  /** Where the body came from, after redirects. */
  readonly url: URL
}

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: URLSearchParams
  readonly limitBytes: number
  readonly signal: AbortSignal
}

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * One HTTP exchange, redirects followed. `Authorization` is dropped as soon as a redirect leaves the origin.
 *
 * @param at  the registry's host, for the failure
 * @throws SourceError for everything but an HTTP status: the caller judges those
 */
export async function exchange(
  dispatcher: Dispatcher,
  url: URL,
  options: RequestOptions,
  at: string,
): Promise<Answer> {
  let target = url
  let headers = { ...options.headers }
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await once(dispatcher, target, { ...options, headers }, at)
    const location = answer.headers.location
    if (!REDIRECTS.has(answer.status) || typeof location !== 'string') return answer
    const next = URL.canParse(location, target) ? new URL(location, target) : undefined
    if (!next || !/^https?:$/.test(next.protocol)) break
    if (next.origin !== target.origin) {
      const { authorization: _, ...others } = headers
      headers = others
    }
    target = next
  }
  throw new SourceError({ code: 'redirect-loop', at })
}

async function once(dispatcher: Dispatcher, url: URL, options: RequestOptions, at: string): Promise<Answer> {
  const { method = 'GET', form, limitBytes, signal } = options
  let started = false
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: {
        'user-agent': 'strata',
        ...options.headers,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form?.toString() ?? null,
      signal,
    })
    started = true
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > limitBytes) throw new SourceError({ code: 'too-large', at, limitBytes })
      chunks.push(chunk)
    }
    return { status: statusCode, headers, body: Buffer.concat(chunks), url }
  } catch (error) {
    if (error instanceof SourceError) throw error
    if (signal.aborted) throw signal.reason
    throw new SourceError(failureOf(error, at, started), { cause: error })
  }
}

/** Names the way in which a connection failed. `started`: the answer's head had arrived. */
export function failureOf(error: unknown, at: string, started = false): SourceFailure {
  const code = deepCode(error)
  const text = error instanceof Error ? error.message : String(error)
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)) {
    return { code: 'tls', at, detail: code }
  }
  if (
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|UND_ERR_CONNECT_TIMEOUT)$/.test(
      code,
    )
  ) {
    return { code: 'unreachable', at, detail: code }
  }
  // llhttp's complaints: something answers, but it does not speak HTTP (a TLS port asked in plain text).
  if (/^HPE_/.test(code)) return { code: 'tls', at, detail: 'the answer is not HTTP' }
  if (started || /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code)) {
    return { code: 'interrupted', at, detail: code || text }
  }
  return { code: 'unreachable', at, detail: code || text }
}

function deepCode(error: unknown): string {
  for (let depth = 0; depth < 4 && error instanceof Error; depth++) {
    if ('code' in error && typeof error.code === 'string' && error.code !== 'UND_ERR_INFO') return error.code
    if (error instanceof AggregateError && error.errors[0] instanceof Error) error = error.errors[0]
    else error = error.cause
  }
  return ''
}

/** Digest of a body, by the algorithm that `expected` names. */
export function digestOfBody(body: Buffer, expected = 'sha256:'): string {
  const algorithm = expected.slice(0, expected.indexOf(':'))
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`
}
