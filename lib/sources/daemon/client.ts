import type { IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import type { Readable } from 'node:stream'
import Docker from 'dockerode'
import type { z } from 'zod'
import { onAbort } from '../abort'
import { Budget } from '../budget'
import { wholeOf, within } from '../bytes'
import { checked, jsonOf } from '../json'
import { Shared } from '../shared'
import { SourceError } from '../source'
import type { DaemonEndpoint } from './endpoint'
import { failureOf } from './failure'
import { versionSchema } from './schemas'

/** The newest API that this code was written against; an engine that is older is spoken to in its own version. */
const NEWEST_API = '1.51'
/** A host with ten thousand images lists them in less. */
const LIMIT_BYTES = 64 << 20
/** An idle connection is kept so long, as Node's own agents do it. */
const IDLE_MS = 5000

export type DaemonClient = ReturnType<typeof daemonClient>
type Version = z.infer<typeof versionSchema> & { readonly agreed: string }
type Query = Readonly<Record<string, string | readonly string[]>>

/** The one part of docker-modem that is used: its types are loose. */
interface Modem {
  dial(
    options: {
      path: string
      method: 'GET'
      options: Query
      abortSignal: AbortSignal
      isStream: true
      statusCodes: Record<number, boolean>
    },
    callback: (error: unknown, answer: IncomingMessage) => void,
  ): void
}

/** Speaks to an engine through dockerode, with limits of time and size for every question. */
export function daemonClient(endpoint: DaemonEndpoint, timeoutMs: number) {
  const at = endpoint.url
  let modem: Modem | undefined
  const asking = new Shared<Version>()
  let agreed: string | undefined

  /** Opens an answer and lets `read` have it, both within the time limit. */
  async function ask<T>(
    path: string,
    query: Query,
    what: string,
    signal: AbortSignal,
    read: (answer: Readable) => Promise<T>,
    limitMs = timeoutMs,
  ): Promise<T> {
    const late = () => new SourceError({ code: 'timeout', at, seconds: limitMs / 1000 })
    try {
      return await new Budget(limitMs).spend(limitMs, signal, late, ({ signal: stop }) => {
        modem ??= modemAt(endpoint)
        return Promise.race([open(modem, path, query, stop).then(read), aborted(stop)])
      })
    } catch (cause) {
      signal.throwIfAborted()
      if (cause instanceof SourceError) throw cause
      throw new SourceError(failureOf(cause, endpoint, what), { cause })
    }
  }

  async function json<T>(
    path: string,
    query: Query,
    schema: z.ZodType<T>,
    what: string,
    signal: AbortSignal,
  ) {
    const tooLarge = () => new SourceError({ code: 'too-large', at, limitBytes: LIMIT_BYTES })
    const answer = await ask(path, query, what, signal, async (body) =>
      jsonOf(await wholeOf(within(body, LIMIT_BYTES, tooLarge)), at),
    )
    return checked(answer, schema, at, '', 'answer')
  }

  /** Asks which version the engine is and agrees on an API; asked again each time, since engines are upgraded. */
  const version = (signal: AbortSignal) =>
    asking.get('version', signal, async (shared) => {
      const answer = await json('/version', {}, versionSchema, 'version', shared)
      const common = olderOf(answer.ApiVersion, NEWEST_API)
      const oldest = answer.MinAPIVersion ?? common
      // An engine that has dropped our version is spoken to in its oldest.
      agreed = minorOf(oldest) > minorOf(common) ? oldest : common
      return { ...answer, agreed }
    })

  /** The API version agreed upon, as `1.41`. */
  const api = async (signal: AbortSignal) => agreed ?? (await version(signal)).agreed

  return {
    version,
    api,
    /**
     * Asks the engine and checks the answer.
     *
     * @param what  the image asked for, for a 404
     * @throws SourceError; the signal's reason when it aborts
     */
    async get<T>(path: string, query: Query, schema: z.ZodType<T>, what: string, signal: AbortSignal) {
      return json(`/v${await api(signal)}${path}`, query, schema, what, signal)
    },
    /**
     * An answer as it comes: the time limit is for its beginning, `signal` ends it.
     *
     * @param patienceMs  the limit, when the engine has much to do before it begins
     */
    async stream(path: string, query: Query, signal: AbortSignal, patienceMs?: number) {
      const versioned = `/v${await api(signal)}${path}`
      const read = async (answer: Readable) => {
        onAbort(signal, () => answer.destroy())
        return answer
      }
      return ask(versioned, query, path, signal, read, patienceMs)
    },
  }
}

/** docker-modem would read the whole body of a status that it is not told of, however long. */
const EVERY_STATUS = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [at + 100, true]))
/** So much of a complaint is read. */
const COMPLAINT_BYTES = 64 << 10

/**
 * Opens an answer. Always as a stream: docker-modem itself leaves the error of an answer that breaks off without a
 * listener, which would end the process.
 *
 * @throws an error with the `statusCode` of an answer that is no success, and what it says
 */
async function open(modem: Modem, path: string, options: Query, abortSignal: AbortSignal): Promise<Readable> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = { path: `${path}?`, method: 'GET', options, abortSignal, isStream: true } as const
    modem.dial({ ...asked, statusCodes: EVERY_STATUS }, (error, answer) => {
      if (error) return reject(error)
      answer.on('error', () => undefined)
      resolve(answer)
    })
  })
  const { statusCode } = answer
  if (statusCode === 200) return answer
  const tooLong = () => new Error('the complaint is too long')
  const said = await wholeOf(within(answer, COMPLAINT_BYTES, tooLong)).catch(() => Buffer.alloc(0))
  throw Object.assign(new Error(said.toString('utf8')), { statusCode })
}

/** Rejects when `signal` aborts: docker-modem does not call back then in every state. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    onAbort(signal, () => reject(signal.reason))
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

/**
 * With `DOCKER_HOST` set, docker-modem reads certificates and a time limit from the environment, by rules that are
 * not the CLI's; the endpoint holds all that the CLI would have read.
 */
function modemAt(endpoint: DaemonEndpoint): Modem {
  const host = process.env.DOCKER_HOST
  delete process.env.DOCKER_HOST
  try {
    return new Docker(optionsOf(endpoint) as Docker.DockerOptions).modem as unknown as Modem
  } finally {
    if (host !== undefined) process.env.DOCKER_HOST = host
  }
}

function optionsOf({ url, tls }: DaemonEndpoint) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'unix:') return { socketPath: url.slice('unix://'.length) }
  const secure = tls !== undefined || parsed?.protocol === 'https:'
  return {
    // docker-modem sets the brackets of IPv6 itself.
    host: parsed?.hostname.replace(/^\[|\]$/g, ''),
    port: parsed?.port || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    ca: tls?.ca,
    cert: tls?.cert,
    key: tls?.key,
    // docker-modem has no option of its own for a certificate that is not verified.
    ...(tls?.verify === false && {
      agent: new Agent({ keepAlive: true, timeout: IDLE_MS, rejectUnauthorized: false }),
    }),
  }
}
