import Docker from 'dockerode'
import type { z } from 'zod'
import { SourceError } from '../source'
import type { DaemonEndpoint } from './endpoint'
import { failureOf } from './failure'
import { versionSchema } from './schemas'

/** The newest API that this code was written against; an engine that is older is spoken to in its own version. */
const NEWEST_API = '1.51'

export interface DaemonClient {
  readonly endpoint: DaemonEndpoint
  /** Version of the engine and the API agreed upon. */
  version(signal: AbortSignal): Promise<z.infer<typeof versionSchema> & { readonly agreed: string }>
  /**
   * Asks the engine and checks the answer.
   *
   * @throws SourceError; the signal's reason when it aborts
   */
  get<T>(path: string, query: Query, schema: z.ZodType<T>, what: string, signal: AbortSignal): Promise<T>
  /** A stream of JSON lines. */
  stream(path: string, query: Query, signal: AbortSignal): Promise<NodeJS.ReadableStream>
}

type Query = Readonly<Record<string, string>>

/** The one part of docker-modem that is used: its types are `any`. */
interface Modem {
  version: string | undefined
  dial(
    options: {
      path: string
      method: 'GET'
      options: Query
      abortSignal: AbortSignal
      isStream?: boolean
      statusCodes: Record<number, boolean | string>
    },
    callback: (error: unknown, answer: unknown) => void,
  ): void
}

/** Speaks to an engine through dockerode, with a time limit for every question. */
export function daemonClient(endpoint: DaemonEndpoint, timeoutMs: number): DaemonClient {
  const modem = dial(endpoint)
  let agreed: ReturnType<DaemonClient['version']> | undefined

  async function ask(path: string, query: Query, what: string, signal: AbortSignal, isStream = false) {
    const timeout = new AbortController()
    const timer = setTimeout(() => timeout.abort(), timeoutMs)
    const either = AbortSignal.any([signal, timeout.signal])
    try {
      return await new Promise<unknown>((resolve, reject) => {
        // docker-modem does not always call back after an abort: the signal settles the promise itself.
        either.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
        modem.dial(
          {
            path: `${path}?`,
            method: 'GET',
            options: query,
            abortSignal: isStream ? signal : either,
            isStream,
            statusCodes: { 200: true },
          },
          (error, answer) => (error ? reject(error) : resolve(answer)),
        )
      })
    } catch (cause) {
      signal.throwIfAborted()
      const at = endpoint.url
      const failure = timeout.signal.aborted
        ? ({ code: 'timeout', at, seconds: timeoutMs / 1000 } as const)
        : failureOf(cause, endpoint, what)
      throw new SourceError(failure, { cause })
    } finally {
      clearTimeout(timer)
    }
  }

  function check<T>(answer: unknown, schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(answer)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const detail = issue ? `${issue.path.join('.') || 'answer'}: ${issue.message}` : 'wrong shape'
    throw new SourceError({ code: 'malformed', at: endpoint.url, detail })
  }

  /** Agrees on an API version once; asked again after a failure, since the engine may come up later. */
  function negotiate(signal: AbortSignal) {
    agreed ??= ask('/version', {}, 'version', signal)
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
    endpoint,
    version: negotiate,
    async get(path, query, schema, what, signal) {
      await negotiate(signal)
      return check(await ask(path, query, what, signal), schema)
    },
    async stream(path, query, signal) {
      await negotiate(signal)
      return (await ask(path, query, path, signal, true)) as NodeJS.ReadableStream
    },
  }
}

/** Compares `1.9` and `1.41` as numbers. */
export function olderOf(a: string, b: string): string {
  return minorOf(a) <= minorOf(b) ? a : b
}

export function minorOf(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1000 + minor
}

function dial({ url, tls }: DaemonEndpoint): Modem {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'unix:')
    return new Docker({ socketPath: url.slice('unix://'.length) }).modem as unknown as Modem
  const secure = tls !== undefined || parsed?.protocol === 'https:'
  return new Docker({
    host: parsed?.hostname,
    port: parsed?.port || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    ...(tls && { ca: tls.ca, cert: tls.cert, key: tls.key, rejectUnauthorized: tls.verify }),
  } as Docker.DockerOptions).modem as unknown as Modem
}
