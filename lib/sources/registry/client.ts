import pLimit from 'p-limit'
import type { SourceFailure } from '../../oci/failure'
import { Budget, type Time } from '../budget'
import { LEAST_RATE, type Pace } from '../least-rate'
import { SourceError } from '../source'
import type { Answer } from './answer'
import { RegistryAuth } from './auth'
import type { Credentials } from './docker-config'
import { Endpoint } from './endpoint'
import { failureOfStatus } from './failures'
import { Reach, type ReachOptions } from './reach'
import { isBusy, type Patience, withRetries } from './retry'
import { exchange } from './transport'

export interface ClientOptions
  extends Pick<ReachOptions, 'host' | 'named' | 'plain' | 'lookup' | 'dispatcher'> {
  /** Plain http is allowed when https does not answer; loopback hosts need no such setting. */
  readonly insecure?: boolean | undefined
  readonly credentials?: ((signal: AbortSignal) => Promise<Credentials | undefined>) | undefined
  /** For one question, retries and redirects included. */
  readonly timeoutMs?: number | undefined
  readonly concurrency?: number | undefined
  /** Of the body of an answer. */
  readonly pace?: Pace | undefined
}

export interface Ask {
  readonly method?: 'GET' | 'HEAD'
  readonly accept?: string
  /** Scope of a token: `repository:library/redis:pull`. */
  readonly scope: string
  /** What is asked for, as a person would write it, for a 404. */
  readonly what: string
  readonly limitBytes: number
  readonly tooLarge?: (() => SourceError) | undefined
  /** Asks for a part of the body, its first and its last byte; a registry may send all of it. */
  readonly range?: readonly [number, number] | undefined
  /** Asks for the body as a stream; it may then take as long as it likes, at its pace. */
  readonly streamed?: boolean | undefined
  /** Time that several asks of one question share; `timeoutMs` for this one alone when absent. */
  readonly budget?: Budget | undefined
}

/**
 * A thin client of one registry's HTTP API: keep-alive, bounded concurrency, retries, authentication, limits.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class RegistryClient {
  readonly host: string
  readonly timeoutMs: number
  private readonly reach: Reach
  private readonly limit: ReturnType<typeof pLimit>
  private readonly auth: RegistryAuth
  private readonly pace: Pace
  private readonly endpoint: Endpoint
  /** The last failure of the registry as a whole, and when the registry last answered well. */
  private down: { readonly failure: SourceFailure; readonly at: number } | undefined
  private lastGood = 0

  constructor({
    host,
    insecure = false,
    credentials = async () => undefined,
    timeoutMs = 10_000,
    concurrency = 8,
    pace = { ...LEAST_RATE, idleMs: timeoutMs },
    ...places
  }: ClientOptions) {
    this.host = host
    this.timeoutMs = timeoutMs
    this.reach = new Reach({ host, timeoutMs, connections: concurrency, ...places })
    this.limit = pLimit(concurrency)
    this.pace = pace
    this.endpoint = new Endpoint(host, insecure)
    this.auth = new RegistryAuth(host, this.reach, credentials)
  }

  /** Whether this registry was found to be spoken to in plain http. */
  get plainHttp(): boolean {
    return this.endpoint.plainHttp
  }

  /** See `ImageSource.close`. */
  close(): Promise<void> {
    return this.reach.close()
  }

  /**
   * Asks for a path below `/v2/`.
   *
   * @returns an answer with a 2xx status
   * @throws SourceError for any other outcome; the signal's reason when it aborts
   */
  ask(path: string, ask: Ask, signal: AbortSignal): Promise<Answer> {
    const asked = performance.now()
    const { budget = new Budget(this.timeoutMs) } = ask
    return this.limit(() => {
      // While this one waited for its turn the whole registry failed: it need not find that out again, at length.
      const down = this.down && this.down.at > asked ? this.down.failure : undefined
      if (down && down.code !== 'server-error') throw new SourceError(down)
      const work = (time: Time) =>
        this.endpoint.ask((base, settled) =>
          this.askAt(base, path, ask, time, { broken: settled, busy: down === undefined }),
        )
      const late = () => new SourceError({ code: 'timeout', at: this.host, seconds: this.timeoutMs / 1000 })
      return this.watch(() => budget.spend(this.timeoutMs, signal, late, work), ask.what)
    })
  }

  /** Judges an answer by its status, and keeps in mind whether the registry as a whole is up. */
  private async watch(work: () => Promise<Answer>, what: string): Promise<Answer> {
    const started = performance.now()
    try {
      const answer = await work()
      if (!isBusy(answer)) this.lastGood = performance.now()
      if (answer.status >= 200 && answer.status < 300) return answer
      throw new SourceError(failureOfStatus(answer, this.host, what))
    } catch (error) {
      const failure = error instanceof SourceError ? error.failure : undefined
      if (failure && isOfRegistry(failure) && this.lastGood < started) {
        this.down = { failure, at: performance.now() }
      }
      throw error
    }
  }

  private async askAt(base: URL, path: string, ask: Ask, time: Time, patience: Patience): Promise<Answer> {
    const url = new URL(path, base)
    const { method = 'GET', accept, limitBytes, tooLarge, streamed, range } = ask
    const { pace } = this
    const send = (authorization: string | undefined) => {
      const part = range && { range: `bytes=${range.join('-')}` }
      const headers = { ...(accept && { accept }), ...part, ...(authorization && { authorization }) }
      const options = { method, limitBytes, tooLarge, streamed, pace, signal: time.signal, headers }
      return withRetries(() => exchange(this.reach, url, options, this.host), time, patience)
    }
    const known = this.auth.headerFor(base, ask.scope)
    const answer = await send(known)
    // A challenge of somewhere that the registry redirects to is not the registry's own.
    if (answer.status !== 401 || answer.url.origin !== base.origin) return answer
    const header = await this.auth.answer(answer, ask.scope, known, time)
    return header === undefined || header === known ? answer : send(header)
  }
}

/** Failures that the next question is likely to meet as well. */
function isOfRegistry({ code }: SourceFailure): boolean {
  return ['timeout', 'unreachable', 'tls', 'rate-limited', 'server-error'].includes(code)
}
