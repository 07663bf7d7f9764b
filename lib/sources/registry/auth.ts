import type { Dispatcher } from 'undici'
import { isLoopbackHost } from '../../oci/loopback'
import { SourceError } from '../source'
import { type Challenge, parseChallenge } from './challenge'
import type { Credentials } from './docker-config'
import { tokenSchema } from './schemas'
import { exchange } from './transport'

const TOKEN_LIMIT_BYTES = 1 << 20
/** A token without `expires_in` lasts a minute (distribution's token specification). */
const DEFAULT_SECONDS = 60
/** Tokens are renewed this long before they expire. */
const MARGIN_SECONDS = 10

export interface AuthOptions {
  readonly host: string
  readonly dispatcher: Dispatcher
  readonly credentials: () => Promise<Credentials | undefined>
}

/**
 * Answers a registry's challenges and remembers the answers: a Bearer token a scope until it expires, Basic for
 * good. Credentials go to the registry itself or to the https token server that it names, nowhere else.
 */
export class RegistryAuth {
  private readonly tokens = new Map<string, { header: string; until: number }>()
  private readonly pending = new Map<string, Promise<string>>()
  private basicHeader: string | undefined

  constructor(private readonly options: AuthOptions) {}

  /** The header known to be good for a scope, if any. */
  headerFor(scope: string): string | undefined {
    const token = this.tokens.get(scope)
    if (token && token.until > Date.now()) return token.header
    return this.basicHeader
  }

  /**
   * Answers the challenge of a 401.
   *
   * @returns the `Authorization` header to try with; undefined when there is nothing to try with
   * @throws SourceError when the token server fails or refuses
   */
  async answer(header: unknown, scope: string, base: URL, signal: AbortSignal): Promise<string | undefined> {
    const challenge = parseChallenge(Array.isArray(header) ? header.join(', ') : String(header ?? ''))
    if (!challenge) return undefined
    if (challenge.scheme === 'basic') return this.answerBasic(base)
    const running = this.pending.get(scope)
    if (running) return running
    const work = this.fetchToken(challenge, scope, base, signal).finally(() => this.pending.delete(scope))
    this.pending.set(scope, work)
    return work
  }

  private async answerBasic(base: URL): Promise<string | undefined> {
    const credentials = await this.options.credentials()
    if (credentials?.kind !== 'basic' || !mayCarrySecrets(base)) return undefined
    this.basicHeader = basicHeader(credentials)
    return this.basicHeader
  }

  private async fetchToken(
    challenge: Challenge,
    scope: string,
    base: URL,
    signal: AbortSignal,
  ): Promise<string> {
    const { host } = this.options
    const { realm, service } = challenge.parameters
    if (realm === undefined || !URL.canParse(realm)) {
      throw new SourceError({ code: 'unauthorized', at: host, detail: 'the challenge names no token server' })
    }
    const url = new URL(realm)
    const trusted = url.protocol === 'https:' || (url.origin === base.origin && mayCarrySecrets(base))
    // A plain-http realm elsewhere could be anything on the server's network; it is not asked at all.
    if (!trusted && !(isLoopbackHost(url.host) && isLoopbackHost(base.host))) {
      throw new SourceError({ code: 'not-allowed', at: url.host })
    }
    const credentials = await this.options.credentials()
    const asked = challenge.parameters.scope ?? scope
    const answer =
      credentials?.kind === 'identity-token'
        ? await this.exchangeToken(url, { service, scope: asked, token: credentials.token }, signal)
        : await this.getToken(url, { service, scope: asked, credentials }, signal)
    if (answer.status === 401 || answer.status === 403) {
      throw new SourceError({ code: answer.status === 401 ? 'unauthorized' : 'denied', at: url.host })
    }
    if (answer.status !== 200)
      throw new SourceError({ code: 'server-error', at: url.host, status: answer.status })
    const parsed = tokenSchema.safeParse(jsonOf(answer.body))
    const token = parsed.data?.token ?? parsed.data?.access_token
    if (token === undefined) {
      throw new SourceError({ code: 'malformed', at: url.host, detail: 'token: missing in the answer' })
    }
    const seconds = Math.max(DEFAULT_SECONDS, parsed.data?.expires_in ?? 0) - MARGIN_SECONDS
    const header = `Bearer ${token}`
    this.tokens.set(scope, { header, until: Date.now() + seconds * 1000 })
    return header
  }

  private getToken(
    realm: URL,
    ask: { service: string | undefined; scope: string; credentials: Credentials | undefined },
    signal: AbortSignal,
  ) {
    const url = new URL(realm)
    if (ask.service !== undefined) url.searchParams.set('service', ask.service)
    for (const one of ask.scope.split(' ').filter(Boolean)) url.searchParams.append('scope', one)
    const authorization = ask.credentials?.kind === 'basic' ? basicHeader(ask.credentials) : undefined
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const { dispatcher, host } = this.options
    return exchange(dispatcher, url, { headers, limitBytes: TOKEN_LIMIT_BYTES, signal }, host)
  }

  /** OAuth 2 refresh of an identity token (distribution's "OAuth2 Token Authentication"). */
  private exchangeToken(
    url: URL,
    ask: { service: string | undefined; scope: string; token: string },
    signal: AbortSignal,
  ) {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      service: ask.service ?? '',
      scope: ask.scope,
      client_id: 'strata',
      refresh_token: ask.token,
    })
    const { dispatcher, host } = this.options
    return exchange(dispatcher, url, { method: 'POST', form, limitBytes: TOKEN_LIMIT_BYTES, signal }, host)
  }
}

function basicHeader({ username, password }: Extract<Credentials, { kind: 'basic' }>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** Secrets travel encrypted, or not further than this machine. */
function mayCarrySecrets(url: URL): boolean {
  return url.protocol === 'https:' || isLoopbackHost(url.host)
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
