import { lookup as lookUp } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { isLoopbackHost } from '../../oci/loopback.mjs'
import { DOCKER_HUB } from '../../oci/reference'
import { SourceError } from '../source'
import { type Net, netOf } from './address'

export interface ReachOptions {
  /** As in a reference: `docker.io`, `localhost:5000`. */
  readonly host: string
  /** Hosts, with their port, that the configuration names: they may be led to wherever they are. */
  readonly named?: ReadonlySet<string> | undefined
  /** Those that it allows plain http. */
  readonly plain?: ReadonlySet<string> | undefined
  readonly timeoutMs?: number | undefined
  readonly connections?: number | undefined
  readonly lookup?: LookupFunction | undefined
  /** In place of connections. */
  readonly dispatcher?: Dispatcher | undefined
}

interface Place {
  readonly net: Net
  readonly address?: string | undefined
}

/** An idle connection is kept so long, in ms. */
const KEEP_ALIVE_MS = 30_000
const MOST_CONNECTORS = 16

/**
 * Where the connections for one registry go. The registry itself may be anywhere, because this machine names it
 * (`mayContact`); a loopback name has to be loopback. Where it leads, by a redirect or to a token server, may be
 *
 * - in https; in plain http only from plain http, and to its own host, from loopback to loopback, or to what
 *   STRATA_INSECURE_REGISTRIES names;
 * - at a public address, at the registry's own one, or in the registry's own kind of net: from a loopback registry on
 *   loopback, from a private one in private nets, never at a link-local, unspecified, multicast or reserved one; or
 *   anywhere when STRATA_REGISTRIES or STRATA_INSECURE_REGISTRIES names it.
 *
 * Else a stranger's registry would have this server ask what only this server can reach. A name is judged by the
 * addresses that it is looked up to, for each connection, which is made to one that was judged: no answer of DNS that
 * comes later counts. There is no proxy in between: connections are direct, whatever HTTPS_PROXY says.
 */
export class Reach {
  private readonly hostname: string
  private agents: { readonly home: Dispatcher; readonly away: Dispatcher } | undefined
  /** Where the registry was last connected to. */
  private own: Place | undefined

  constructor(private readonly options: ReachOptions) {
    const { host } = options
    const name = `https://${addressOf(host)}`
    this.hostname = URL.canParse(name) ? new URL(name).hostname : ''
  }

  /** What asks at an address. */
  dispatcherFor(url: URL): Dispatcher {
    if (this.options.dispatcher) return this.options.dispatcher
    this.agents ??= {
      home: this.agent(
        (address) => !isLoopbackHost(this.options.host) || netOf(address) === 'loopback',
        true,
      ),
      away: this.agent((address, host) => this.mayReach(address, host), false),
    }
    return this.isOwn(url) ? this.agents.home : this.agents.away
  }

  /**
   * Refuses to be led to an address by its scheme, and by what its name says already.
   *
   * @param from  where the redirect or the challenge came from
   * @throws SourceError `not-followed`
   */
  follow(from: URL, to: URL): void {
    const { host, plain } = this.options
    const refuse = (why: Refusal['why']) => this.refusal(to.host || to.protocol, why)
    const isPlain = to.protocol === 'http:'
    if (!isPlain && to.protocol !== 'https:') throw refuse('scheme')
    if (isPlain && from.protocol !== 'http:') throw refuse('downgrade')
    const bothHere = isLoopbackHost(host) && isLoopbackHost(to.host)
    if (isPlain && !this.isOwn(to) && !bothHere && !plain?.has(to.host)) throw refuse('plain')
    const address = isLoopbackHost(to.host) ? '127.0.0.1' : literalOf(to.hostname)
    if (address !== undefined && !this.isOwn(to) && !this.mayReach(address, to.host)) throw refuse('address')
  }

  /** Ends connections once what is asked on them is answered; what is asked later opens new ones. */
  async close(): Promise<void> {
    const { agents } = this
    this.agents = undefined
    await Promise.all([agents?.home.close(), agents?.away.close()])
  }

  private isOwn({ hostname }: URL): boolean {
    return hostname === this.hostname
  }

  /** Whether a host that the registry leads to may be connected to at an address. */
  private mayReach(address: string, host: string): boolean {
    const { named, plain } = this.options
    const own = this.own ?? this.guess()
    const net = netOf(address)
    if (net === 'public' || named?.has(host) || plain?.has(host)) return true
    return (net !== 'special' && net === own.net) || address === own.address
  }

  /** Where the registry is by its name alone. */
  private guess(): Place {
    if (isLoopbackHost(this.options.host)) return { net: 'loopback' }
    const address = literalOf(this.hostname)
    return { net: address === undefined ? 'public' : netOf(address), address }
  }

  private refusal(to: string, why: Refusal['why']): SourceError {
    return new SourceError({ code: 'not-followed', at: this.options.host, to, why })
  }

  /** @param learns  whether its connections show where the registry is */
  private agent(may: (address: string, host: string) => boolean, learns: boolean): Agent {
    const { timeoutMs = 10_000, connections, lookup: ask = lookUp as LookupFunction } = this.options
    // Two look-ups at a time are all that a process has threads for: names that a registry makes up wait for one another.
    const lookup = learns ? ask : oneByOne(ask)
    // One for each host: it keeps what makes the next handshake a short one.
    const connectors = new LRUCache<string, buildConnector.connector>({ max: MOST_CONNECTORS })
    const connectorFor = (host: string) => {
      const refusal = () => this.refusal(host, 'address')
      const judged = judgedBy((found) => may(found, host), refusal, lookup)
      const made = connectors.get(host) ?? buildConnector({ timeout: timeoutMs, lookup: judged })
      connectors.set(host, made)
      return made
    }
    const connect: buildConnector.connector = (to, callback) => {
      const host = to.host ?? to.hostname
      const address = literalOf(to.hostname)
      if (address !== undefined && !may(address, host)) return callback(this.refusal(host, 'address'), null)
      connectorFor(host)(to, (...[error, socket]) => {
        if (error) return callback(error, null)
        const { remoteAddress } = socket
        if (learns && remoteAddress) this.own = { net: netOf(remoteAddress), address: remoteAddress }
        callback(null, socket)
      })
    }
    return new Agent({ connections: connections ?? null, keepAliveTimeout: KEEP_ALIVE_MS, connect })
  }
}

type Refusal = Extract<SourceError['failure'], { code: 'not-followed' }>

/** Where a registry answers, as `host[:port]`: Docker Hub's name is not where it is. */
export function addressOf(host: string): string {
  return host === DOCKER_HUB ? 'registry-1.docker.io' : host
}

/** The address that a host's name is itself. */
function literalOf(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) > 0 ? bare : undefined
}

function oneByOne(lookup: LookupFunction): LookupFunction {
  const turn = pLimit(1)
  return (hostname, options, callback) => {
    turn(
      () =>
        new Promise<void>((resolve) => {
          lookup(hostname, options, (...answer) => {
            resolve()
            callback(...answer)
          })
        }),
    )
  }
}

/** A look-up that gives the addresses that may be connected to, and fails where there are none. */
function judgedBy(
  may: (address: string) => boolean,
  refusal: () => Error,
  lookup: LookupFunction,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '')
      const all = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found
      const good = all.filter(({ address }) => may(address))
      const [first] = good
      if (!first) return callback(refusal(), '')
      if (options.all) callback(null, good)
      else callback(null, first.address, first.family)
    })
  }
}
