import { isLoopbackHost } from '../../oci/loopback.mjs'
import type { Time } from '../budget'
import { cacheOfBytes } from '../held-bytes'
import { malformed, readAs } from '../json'
import { LEAST_RATE } from '../least-rate'
import { Shared } from '../shared'
import { SourceError } from '../source'
import type { Answer } from './answer'
import { type Challenge, parseChallenge } from './challenge'
import type { Credentials } from './docker-config'
import { failureOfStatus } from './failures'
import type { Reach } from './reach'
import { withRetries } from './retry'
import { tokenSchema } from './schemas'
import { exchange, type RequestOptions } from './transport'

/** Servers take no header that is longer. */
const TOKEN_LIMIT_BYTES = 64 << 10
/** A token without `expires_in` lasts a minute (distribution's token specification). */
const DEFAULT_SECONDS = 60
/** Tokens are renewed this long before they expire. */
const MARGIN_SECONDS = 10
const KEPT_BYTES = 256 << 10
const PATIENCE = { broken: true, busy: true }

/**
 * Answers a registry's challenges and remembers the answers: a Bearer token for a scope until it expires, Basic for
 * good. Credentials go to the registry itself or to the token server that it names, nowhere else, and not at all when
 * the challenge came, or they would go, in plain http to another machine: a machine in between could write and read.
 */
export class RegistryAuth {
  /** By origin as well: what was given to https is not said again in plain http. */
  private readonly headers = cacheOfBytes<{ readonly header: string; readonly until: number }>(KEPT_BYTES)
  private readonly tokens = new Shared<string>()
  private readonly asking = new Shared<Credentials | undefined>()

  constructor(
    private readonly host: string,
    private readonly reach: Reach,
    private readonly credentials: (signal: AbortSignal) => Promise<Credentials | undefined>,
  ) {}

  /** The header known to be good for a scope, if any. */
  headerFor(base: URL, scope: string): string | undefined {
    const token = this.headers.get(`${base.origin} ${scope}`)
    if (token && token.until > performance.now()) return token.header
    return this.headers.get(base.origin)?.header
  }

  /**
   * Answers the challenge of a 401.
   *
   * @param refused  the header that the registry has just refused
   * @returns the `Authorization` header to try with; undefined when there is nothing to try with
   * @throws SourceError when the token server fails or refuses
   */
  async answer(
    { headers, url: base }: Answer,
    scope: string,
    refused: string | undefined,
    time: Time,
  ): Promise<string | undefined> {
    const known = this.headerFor(base, scope)
    // Another question has answered it meanwhile.
    if (known !== undefined && known !== refused) return known
    const challenge = parseChallenge([headers['www-authenticate'] ?? ''].flat().join(', '))
    if (challenge?.scheme === 'basic') {
      const credentials = await this.credentialsFor(base, time.signal)
      if (credentials?.kind !== 'basic') return undefined
      const header = basicHeader(credentials)
      this.headers.set(base.origin, { header, until: Number.POSITIVE_INFINITY })
      return header
    }
    if (challenge?.scheme !== 'bearer') return undefined
    return this.tokens.get(`${base.origin} ${scope}`, time.signal, (signal) =>
      this.fetchToken(challenge, scope, base, { ...time, signal }),
    )
  }

  private async credentialsFor(base: URL, signal: AbortSignal): Promise<Credentials | undefined> {
    if (!mayCarrySecrets(base)) return undefined
    return this.asking.get('', signal, this.credentials)
  }

  private async fetchToken(challenge: Challenge, scope: string, base: URL, time: Time): Promise<string> {
    const realm = this.realmOf(challenge, base)
    const credentials = mayCarrySecrets(realm) ? await this.credentialsFor(base, time.signal) : undefined
    const { service, scope: offered } = challenge.parameters
    const answer = await this.askToken(realm, service, scopeFor(scope, offered), credentials, time)
    if (answer.status !== 200) throw new SourceError(failureOfStatus(answer, realm.host, 'token'))
    const parsed = readAs(answer.body.toString('utf8'), tokenSchema)
    const token = parsed?.token || parsed?.access_token
    if (!token) throw malformed(realm.host, 'token: missing in the answer')
    const seconds = Math.max(DEFAULT_SECONDS, parsed?.expires_in ?? 0) - MARGIN_SECONDS
    const header = `Bearer ${token}`
    this.headers.set(`${base.origin} ${scope}`, { header, until: performance.now() + seconds * 1000 })
    return header
  }

  /** The token server that a registry names, where the registry may lead to it: see `Reach`. */
  private realmOf({ parameters: { realm } }: Challenge, base: URL): URL {
    if (realm === undefined || !URL.canParse(realm)) {
      throw new SourceError({
        code: 'unauthorized',
        at: this.host,
        detail: 'the challenge names no token server',
      })
    }
    const url = new URL(realm)
    this.reach.follow(base, url)
    return url
  }

  /** An identity token is exchanged as distribution's "OAuth2 Token Authentication" says: a form by POST. */
  private askToken(
    realm: URL,
    service: string | undefined,
    scope: string,
    credentials: Credentials | undefined,
    time: Time,
  ): Promise<Answer> {
    const options: RequestOptions = { limitBytes: TOKEN_LIMIT_BYTES, pace: LEAST_RATE, signal: time.signal }
    const send = (url: URL, own: Pick<RequestOptions, 'method' | 'form' | 'headers'>) =>
      withRetries(() => exchange(this.reach, url, { ...options, ...own }, url.host), time, PATIENCE)
    if (credentials?.kind === 'identity-token') {
      const form = new URLSearchParams({
        grant_type: 'refresh_token',
        service: service ?? '',
        scope,
        client_id: 'strata',
        refresh_token: credentials.token,
      })
      return send(realm, { method: 'POST', form })
    }
    const url = new URL(realm)
    if (service !== undefined) url.searchParams.set('service', service)
    for (const one of scope.split(' ').filter(Boolean)) url.searchParams.append('scope', one)
    return send(url, credentials ? { headers: { authorization: basicHeader(credentials) } } : {})
  }
}

/** What reading needs: `metadata_read` is how Azure's registry calls the list of tags. */
const READING = ['pull', 'metadata_read']

/**
 * The scope of a token: what is needed. Of what a challenge asks for beyond it no more is taken than other ways of
 * reading the same repository; a token that may push, or list the catalog, is never asked for because a registry says so.
 *
 * @see https://distribution.github.io/distribution/spec/auth/scope/
 */
export function scopeFor(needed: string, offered = ''): string {
  const repository = /^(repository:.+:)pull$/.exec(needed)?.[1]
  if (repository === undefined) return needed
  const actions = offered
    .split(' ')
    .flatMap((one) => (one.startsWith(repository) ? one.slice(repository.length).split(',') : []))
  return repository + READING.filter((action) => action === 'pull' || actions.includes(action)).join()
}

function basicHeader({ username, password }: Extract<Credentials, { kind: 'basic' }>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** Secrets travel encrypted, or not further than this machine. */
function mayCarrySecrets(url: URL): boolean {
  return url.protocol === 'https:' || isLoopbackHost(url.host)
}
