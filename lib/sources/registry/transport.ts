import type { Dispatcher } from 'undici'
import { isLoopbackHost } from '../../oci/loopback'
import { wholeOf, within } from '../bytes'
import { SourceError } from '../source'
import type { Answer } from './answer'
import { failureOfError } from './failures'

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: URLSearchParams
  readonly limitBytes: number
  /** Hands the body on as it comes; `limitBytes` is for other answers then. */
  readonly idleMs?: number | undefined
  readonly signal: AbortSignal
}

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** So much of an unwanted body is read to keep its connection; with more, the connection is closed. */
const UNWANTED_BYTES = 1 << 16

/**
 * One HTTP exchange, redirects followed. `Authorization` is dropped as soon as a redirect leaves the origin, and
 * a form, which carries a secret itself, is never sent on.
 *
 * @param at  the registry's host, for the failure
 * @throws SourceError for everything but an HTTP status, which the caller judges; the signal's reason
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
    if (!REDIRECTS.has(answer.status) || options.form) return answer
    const next = redirectOf(answer, at)
    if (next.origin !== target.origin) {
      const { authorization: _, ...others } = headers
      headers = others
    }
    target = next
  }
  throw new SourceError({ code: 'redirect-loop', at })
}

function redirectOf({ headers: { location }, url }: Answer, at: string): URL {
  if (typeof location !== 'string' || !URL.canParse(location, url)) {
    throw new SourceError({ code: 'malformed', at, detail: 'Location: no address in a redirect' })
  }
  const next = new URL(location, url)
  if (!mayFollow(url, next)) throw new SourceError({ code: 'not-allowed', at: next.host || next.protocol })
  return next
}

/** A redirect leads neither from https to plain http, nor from elsewhere to this machine's own services. */
function mayFollow(from: URL, to: URL): boolean {
  if (isLoopbackHost(to.host) && !isLoopbackHost(from.host)) return false
  if (to.protocol === 'https:') return true
  return to.protocol === 'http:' && (from.protocol === 'http:' || isLoopbackHost(to.host))
}

async function once(dispatcher: Dispatcher, url: URL, options: RequestOptions, at: string): Promise<Answer> {
  const { method = 'GET', form, limitBytes, idleMs, signal } = options
  let started = false
  try {
    const response = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: {
        'user-agent': 'strata',
        ...options.headers,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form?.toString() ?? null,
      ...(idleMs !== undefined && { bodyTimeout: idleMs }),
      signal,
    })
    started = true
    const { statusCode: status, headers } = response
    if (idleMs !== undefined && status < 300) {
      const stream = { chunks: chunksOf(response, at), close: () => void response.body.destroy() }
      return { status, headers, body: EMPTY, stream, url }
    }
    const body = status < 300 ? await readBody(response, limitBytes, at) : await dropBody(response, signal)
    return { status, headers, body, url }
  } catch (error) {
    if (error instanceof SourceError) throw error
    if (signal.aborted) throw signal.reason
    throw new SourceError(failureOfError(error, at, started), { cause: error })
  }
}

const EMPTY = Buffer.alloc(0)

async function* chunksOf({ body }: Dispatcher.ResponseData, at: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    throw new SourceError(failureOfError(error, at, true), { cause: error })
  }
}

/** A body that is announced as too large is refused at its first bytes. */
function readBody({ headers, body }: Dispatcher.ResponseData, limitBytes: number, at: string) {
  const most = Number(headers['content-length']) > limitBytes ? 0 : limitBytes
  return wholeOf(within(body, most, () => new SourceError({ code: 'too-large', at, limitBytes })))
}

async function dropBody({ body }: Dispatcher.ResponseData, signal: AbortSignal): Promise<Buffer> {
  await body.dump({ limit: UNWANTED_BYTES, signal })
  return EMPTY
}
