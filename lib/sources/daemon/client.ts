import type { Readable } from 'node:stream'
import Docker from 'dockerode'
import type { z } from 'zod'
import { SourceError } from '../source'
import type { DaemonEndpoint } from './endpoint'
import { failureOf } from './failure'
import { versionSchema } from './schemas'

/** The newest API that this code was written against; an engine that is older is spoken to in its own version. */
const NEWEST_API = '1.51'
/** A host with ten thousand images lists them in less. */
const LIMIT_BYTES = 64 << 20

export interface DaemonClient {
  /** Version of the engine and the API agreed upon. */
  version(signal: AbortSignal): Promise<z.infer<typeof versionSchema> & { readonly agreed: string }>
  /**
   * Asks the engine and checks the answer.
   *
   * @param what  the image asked for, for a 404
   * @throws SourceError; the signal's reason when it aborts
   */
  get<T>(path: string, query: Query, schema: z.ZodType<T>, what: string, signal: AbortSignal): Promise<T>
  /** A stream of JSON lines; the time limit is for its beginning, `signal` ends it. */
  stream(path: string, query: Query, signal: AbortSignal): Promise<Readable>
}

type Query = Readonly<Record<string, string>>

/** The one part of docker-modem that is used: its types are loose. */
interface Modem {
  version: string | undefined
  dial(
    options: {
      path: string
      method: 'GET'
      options: Query
      abortSignal: AbortSignal
      isStream: true
      statusCodes: Record<number, boolean>
    },
    callback: (error: unknown, answer: Readable) => void,
  ): void
}

/** Speaks to an engine through dockerode, with limits of time and size for every question. */
export function daemonClient(endpoint: DaemonEndpoint, timeoutMs: number): DaemonClient {
  const modem = modemAt(endpoint)
  const at = endpoint.url
  let agreed: ReturnType<DaemonClient['version']> | undefined

  /** Opens an answer and lets `read` have it, both within the time limit; `keepsOpen` leaves it to `signal` then. */
  async function ask<T>(
    path: string,
    query: Query,
    what: string,
    signal: AbortSignal,
    read: (answer: Readable) => Promise<T>,
    keepsOpen = false,
  ): Promise<T> {
    const stop = new AbortController()
    const leave = () => stop.abort()
    const timer = setTimeout(leave, timeoutMs)
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([open(modem, path, query, stop.signal).then(read), aborted(stop.signal)])
    } catch (cause) {
      signal.throwIfAborted()
      if (cause instanceof SourceError) throw cause
      const failure = stop.signal.aborted
        ? ({ code: 'timeout', at, seconds: timeoutMs / 1000 } as const)
        : failureOf(cause, endpoint, what)
      throw new SourceError(failure, { cause })
    } finally {
      clearTimeout(timer)
      if (!keepsOpen) signal.removeEventListener('abort', leave)
    }
  }

  async function readText(answer: Readable): Promise<string> {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > LIMIT_BYTES) throw new SourceError({ code: 'too-large', at, limitBytes: LIMIT_BYTES })
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }

  const readJson = async (answer: Readable): Promise<unknown> => JSON.parse(await readText(answer))

  function check<T>(answer: unknown, schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(answer)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const detail = issue ? `${issue.path.join('.') || 'answer'}: ${issue.message}` : 'wrong shape'
    throw new SourceError({ code: 'malformed', at, detail })
  }

  /** Agrees on an API version once; asked again after a failure, since the engine may come up later. */
  function negotiate(signal: AbortSignal) {
    agreed ??= ask('/version', {}, 'version', signal, readJson)
      .then((answer) => {
        const version = check(answer, versionSchema)
        const api = olderOf(version.ApiVersion, NEWEST_API)
        modem.version = `v${api}`
        return { ...version, agreed: api }
      })
      .catch((error: unknown) => {
        agreed = undefined
        throw error
      })
    return agreed
  }

  return {
    version: negotiate,
    async get(path, query, schema, what, signal) {
      await negotiate(signal)
      return check(await ask(path, query, what, signal, readJson), schema)
    },
    async stream(path, query, signal) {
      await negotiate(signal)
      return ask(path, query, path, signal, async (answer) => answer, true)
    },
  }
}

/**
 * Opens an answer. Always as a stream: docker-modem itself leaves the error of an answer that breaks off without a
 * listener, which would end the process.
 */
function open(modem: Modem, path: string, options: Query, abortSignal: AbortSignal): Promise<Readable> {
  return new Promise((resolve, reject) => {
    modem.dial(
      { path: `${path}?`, method: 'GET', options, abortSignal, isStream: true, statusCodes: { 200: true } },
      (error, answer) => {
        if (error) return reject(error)
        answer.on('error', () => undefined)
        resolve(answer)
      },
    )
  })
}

/** Rejects when `signal` aborts: docker-modem does not call back then in every state. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
  })
}

/** Compares `1.9` and `1.41` as numbers. */
export function olderOf(a: string, b: string): string {
  return minorOf(a) <= minorOf(b) ? a : b
}

export function minorOf(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1000 + minor
}

function modemAt({ url, tls }: DaemonEndpoint): Modem {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'unix:') {
    return new Docker({ socketPath: url.slice('unix://'.length) }).modem as unknown as Modem
  }
  const secure = tls !== undefined || parsed?.protocol === 'https:'
  return new Docker({
    host: parsed?.hostname,
    port: parsed?.port || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    ...(tls && { ca: tls.ca, cert: tls.cert, key: tls.key, rejectUnauthorized: tls.verify }),
  } as Docker.DockerOptions).modem as unknown as Modem
}
