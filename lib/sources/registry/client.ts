import pLimit from 'p-limit'
import { Agent, type Dispatcher } from 'undici'
import type { z } from 'zod'
import { isLoopbackHost } from '../../oci/loopback'
import { DOCKER_HUB } from '../../oci/reference'
import { SourceError } from '../source'
import { RegistryAuth } from './auth'
import type { Credentials } from './docker-config'
import { retryAfterMs, withRetries } from './retry'
import { type Answer, digestOfBody, exchange } from './transport'

export interface ClientOptions {
  /** As in a reference: `docker.io`, `localhost:5000`. */
  readonly host: string
  /** Plain http is allowed when https does not answer; loopback hosts need not be told. */
  readonly insecure?: boolean | undefined
  readonly credentials?: (() => Promise<Credentials | undefined>) | undefined
  /** For one question, retries and redirects included. */
  readonly timeoutMs?: number | undefined
  readonly concurrency?: number | undefined
  readonly dispatcher?: Dispatcher | undefined
}

export interface Ask {
  readonly method?: 'GET' | 'HEAD'
  readonly accept?: string
  /** Scope of a token: `repository:library/redis:pull`. */
  readonly scope: string
  /** What is asked for, as a person would write it, for a 404. */
  readonly what: string
  readonly limitBytes: number
}

const DEFAULT_TIMEOUT_MS = 10_000
const DEFAULT_CONCURRENCY = 8

/**
 * A thin client of one registry's HTTP API: keep-alive, bounded concurrency, retries, authentication, limits.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class RegistryClient {
  readonly host: string
  private readonly dispatcher: Dispatcher
  private readonly limit: ReturnType<typeof pLimit>
  private readonly timeoutMs: number
  private readonly auth: RegistryAuth
  /** The bases to try, first to last; one is left once it has answered. */
  private bases: readonly URL[]

  constructor(options: ClientOptions) {
    this.host = options.host
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
    const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY
    this.dispatcher =
      options.dispatcher ??
      new Agent({ connections: concurrency, keepAliveTimeout: 30_000, connect: { timeout: this.timeoutMs } })
    this.limit = pLimit(concurrency)
    this.bases = basesOf(options.host, options.insecure ?? false)
    this.auth = new RegistryAuth({
      host: options.host,
      dispatcher: this.dispatcher,
      credentials: options.credentials ?? (async () => undefined),
    })
  }

  /** Whether this registry was found to be spoken to in plain http. */
  get plainHttp(): boolean {
    return this.bases.length === 1 && this.bases[0]?.protocol === 'http:'
  }

  /**
   * Asks for a path below `/v2/`.
   *
   * @returns an answer with a 2xx status
   * @throws SourceError for any other outcome; the signal's reason when it aborts
   */
  async ask(path: string, ask: Ask, signal: AbortSignal): Promise<Answer> {
    return this.limit(async () => {
      const deadline = Date.now() + this.timeoutMs
      const timeout = AbortSignal.timeout(this.timeoutMs)
      const either = AbortSignal.any([signal, timeout])
      try {
        return await this.askBases(path, ask, { signal: either, deadline })
      } catch (error) {
        signal.throwIfAborted()
        if (!timeout.aborted) throw error
        throw new SourceError(
          { code: 'timeout', at: this.host, seconds: this.timeoutMs / 1000 },
          { cause: error },
        )
      }
    })
  }

  private async askBases(path: string, ask: Ask, time: Time): Promise<Answer> {
    const [base, ...others] = this.bases
    if (!base) throw new SourceError({ code: 'unreachable', at: this.host })
    try {
      const answer = await this.askOnce(new URL(path, base), ask, time)
      this.bases = [base]
      return answer
    } catch (error) {
      const code = error instanceof SourceError ? error.failure.code : undefined
      const wrongScheme = code === 'tls' || code === 'unreachable' || code === 'interrupted'
      if (!wrongScheme || others.length === 0) throw error
      const answer = await this.askOnce(new URL(path, others[0]), ask, time).catch(() => {
        throw error
      })
      this.bases = others
      return answer
    }
  }

  private async askOnce(url: URL, ask: Ask, { signal, deadline }: Time): Promise<Answer> {
    const send = (authorization: string | undefined) =>
      withRetries(
        () =>
          exchange(
            this.dispatcher,
            url,
            {
              method: ask.method ?? 'GET',
              limitBytes: ask.limitBytes,
              signal,
              headers: {
                ...(ask.accept !== undefined && { accept: ask.accept }),
                ...(authorization !== undefined && { authorization }),
              },
            },
            this.host,
          ),
        deadline,
        signal,
      )
    const known = this.auth.headerFor(ask.scope)
    let answer = await send(known)
    if (answer.status === 401) {
      const header = await this.auth.answer(answer.headers['www-authenticate'], ask.scope, url, signal)
      if (header !== undefined && header !== known) answer = await send(header)
    }
    if (answer.status >= 200 && answer.status < 300) return answer
    throw new SourceError(this.failureOf(answer, ask))
  }

  private failureOf(answer: Answer, { what }: Ask) {
    const at = this.host
    const { status } = answer
    if (status === 401) return { code: 'unauthorized', at } as const
    if (status === 403) return { code: 'denied', at } as const
    if (status === 404) return { code: 'not-found', at, what } as const
    if (status === 429) {
      const ms = retryAfterMs(answer.headers['retry-after'])
      return {
        code: 'rate-limited',
        at,
        retryAfterSeconds: ms === undefined ? undefined : Math.ceil(ms / 1000),
      } as const
    }
    return { code: 'server-error', at, status } as const
  }

  /** Parses a JSON body by its schema. @throws SourceError `malformed`, naming the field */
  parse<T>(answer: Answer, schema: z.ZodType<T>): T {
    let json: unknown
    try {
      json = JSON.parse(answer.body.toString('utf8'))
    } catch (cause) {
      throw new SourceError({ code: 'malformed', at: this.host, detail: 'not JSON' }, { cause })
    }
    const parsed = schema.safeParse(json)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const detail = issue ? `${issue.path.join('.') || 'document'}: ${issue.message}` : 'wrong shape'
    throw new SourceError({ code: 'malformed', at: this.host, detail })
  }

  /** Checks a body against a digest. @throws SourceError `digest-mismatch` */
  verify(answer: Answer, expected: string): void {
    const actual = digestOfBody(answer.body, expected)
    if (actual !== expected)
      throw new SourceError({ code: 'digest-mismatch', at: this.host, expected, actual })
  }
}

interface Time {
  readonly signal: AbortSignal
  readonly deadline: number
}

function basesOf(host: string, insecure: boolean): readonly URL[] {
  if (host === DOCKER_HUB) return [new URL('https://registry-1.docker.io')]
  const https = new URL(`https://${host}`)
  const http = new URL(`http://${host}`)
  if (isLoopbackHost(host)) return [http, https]
  return insecure ? [https, http] : [https]
}
