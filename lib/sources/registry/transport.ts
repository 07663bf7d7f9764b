import type { Dispatcher } from 'undici'
import { wholeOf, within } from '../bytes'
import { type Pace, paced, type TooSlow } from '../least-rate'
import { SourceError } from '../source'
import type { Answer } from './answer'
import { failureOfError } from './failures'
import type { Reach } from './reach'

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: URLSearchParams
  /** Of the body, whole or streamed. */
  readonly limitBytes: number
  /** What a body that is larger fails with; `too-large` when absent. */
  readonly tooLarge?: (() => SourceError) | undefined
  /** Hands the body on as it comes. */
  readonly streamed?: boolean | undefined
  readonly pace: Pace
  readonly signal: AbortSignal
}

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** So much of an unwanted body is read to keep its connection; with more, the connection is closed. */
const UNWANTED_BYTES = 1 << 16

/**
 * One HTTP exchange, redirects followed as far as `Reach` lets them lead. `Authorization` is dropped as soon as a
 * redirect leaves the origin, and a form, which carries a secret itself, is never sent on.
 *
 * @param at  the registry's host, for the failure
 * @throws SourceError for everything but an HTTP status, which the caller judges; the signal's reason
 */
export async function exchange(reach: Reach, url: URL, options: RequestOptions, at: string): Promise<Answer> {
  let target = url
  let headers = { ...options.headers }
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await once(reach.dispatcherFor(target), target, { ...options, headers }, at)
    if (!REDIRECTS.has(answer.status) || options.form) return answer
    const next = redirectOf(answer, at)
    reach.follow(target, next)
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
  return new URL(location, url)
}

async function once(dispatcher: Dispatcher, url: URL, options: RequestOptions, at: string): Promise<Answer> {
  const { method = 'GET', form, streamed, signal } = options
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
      // undici closes a connection after HEAD unless asked not to: lists of tags would cost a handshake for each.
      reset: false,
      // Its pace is watched below, in which a reader that takes its time does not count.
      ...(streamed && { bodyTimeout: 0 }),
      signal,
    })
    started = true
    const { statusCode: status, headers } = response
    if (status >= 300) return { status, headers, body: await dropBody(response, signal), url }
    const chunks = chunksOf(response, options, at)
    if (!streamed) return { status, headers, body: await wholeOf(chunks), url }
    const stream = { chunks, close: () => void response.body.destroy() }
    return { status, headers, body: EMPTY, stream, url }
  } catch (error) {
    if (error instanceof SourceError) throw error
    if (signal.aborted) throw signal.reason
    throw new SourceError(failureOfError(error, at, started), { cause: error })
  }
}

const EMPTY = Buffer.alloc(0)

/** A body at its pace and within its limit; one that is announced as larger is refused at its first bytes. */
async function* chunksOf(
  { headers, body }: Dispatcher.ResponseData,
  { limitBytes, tooLarge, pace }: RequestOptions,
  at: string,
): AsyncGenerator<Uint8Array> {
  const most = Number(headers['content-length']) > limitBytes ? 0 : limitBytes
  const tooSlow = (slow: TooSlow) => {
    body.destroy()
    return new SourceError({ code: 'too-slow', at, ...slow })
  }
  const refuse = tooLarge ?? (() => new SourceError({ code: 'too-large', at, limitBytes }))
  try {
    yield* within(paced(body, pace, tooSlow), most, refuse)
  } catch (error) {
    if (error instanceof SourceError) throw error
    throw new SourceError(failureOfError(error, at, true), { cause: error })
  }
}

async function dropBody({ body }: Dispatcher.ResponseData, signal: AbortSignal): Promise<Buffer> {
  await body.dump({ limit: UNWANTED_BYTES, signal })
  return EMPTY
}
