import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { SampleName } from '../analysis/question'
import type { ImageFacts } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import { isLoopbackHost } from '../oci/loopback.mjs'
import { DOCKER_HUB, parseReference } from '../oci/reference'
import type { SourceDescription } from '../oci/source-description'
import { DEFAULT_FOUND, daemonSource, findDaemon } from '../sources/daemon'
import type { Environment } from '../sources/environment'
import { heldBytes } from '../sources/held-bytes'
import { type LayerIndexer, WorkerPool } from '../sources/layers/pool'
import { loadDockerConfig, registryMemory, registrySource } from '../sources/registry'
import { parseSnapshot, type SnapshotSource, snapshotSource } from '../sources/snapshot'
import {
  failureIn,
  type ImageSource,
  type Listed,
  type RepositoryEntry,
  SourceError,
  type TagEntry,
} from '../sources/source'
import { Archives } from './archives'
import { type Config, readConfig } from './config'
import { imageBytes } from './facts-budget'
import { FactsCache } from './facts-cache'
import { lendsLogin, mayContact, type NamedHosts } from './guard'
import { changed } from './in-process.mjs'
import { type LayerDesk, WorkerDesk } from './layer-desk'
import { LayerFiles } from './layer-files'
import { Memo } from './memo'
import { Snapshots } from './snapshots/store'
import { Uploads } from './uploads'

/** How long a daemon's answer to "who are you" holds. */
const DAEMON_TTL_MS = 3000
const DOCKER_CONFIG_TTL_MS = 10_000
/** What a tag points to is asked again after this time. */
const TAG_TTL_MS = 4000
/** Links may name any port of loopback as a registry: the one that was used least recently is closed and forgotten. */
const MOST_REGISTRIES = 64
const MOST_NAMED = 1000
/** Of docker contexts that somebody switches between. */
const MOST_DAEMONS = 8
/** Lists of very many tags take 10 MB each. */
const LISTS = { maxBytes: 32 << 20, bytesOf: heldBytes }
/** Images of a large comparison, until it asks again. */
const IMAGES = { maxBytes: 96 << 20, bytesOf: imageBytes }

const OWN_NAMES = 'names of this host'
const ownNames = z.array(z.string()).catch([])

export type DaemonState =
  | {
      readonly ok: true
      readonly source: ImageSource
      readonly description: Extract<SourceDescription, { kind: 'daemon' }>
    }
  | {
      readonly ok: false
      readonly name: string
      readonly failure: SourceFailure
      /** There is none: it is switched off, or nothing ever was where it is by default. Else one may hold private names. */
      readonly absent?: true | undefined
    }

/** Sources that stay connected. One that is closed while it is in use connects again. */
function sourcesKept(max: number) {
  const close = (source: ImageSource) => void source.close?.().catch(() => undefined)
  return new LRUCache<string, ImageSource>({ max, dispose: close })
}

/** The sources of this process and what they share; made once. */
export class Runtime {
  readonly facts: FactsCache
  readonly files: LayerFiles
  readonly indexer: LayerIndexer
  readonly archives: Archives
  readonly snapshots: Snapshots
  readonly uploads = new Uploads()
  readonly desk: LayerDesk = new WorkerDesk()
  readonly tagLists = new Memo<Listed<TagEntry>>(TAG_TTL_MS, undefined, LISTS)
  readonly images = new Memo<ImageFacts>(TAG_TTL_MS, undefined, IMAGES)
  /** What tags point to, by the list of tags that was asked for. */
  readonly digests = new Memo<ReadonlyMap<string, string>>(TAG_TTL_MS)
  private readonly daemons = sourcesKept(MOST_DAEMONS)
  /** Those that have answered once. */
  private readonly answered = new Set<string>()
  /** Repositories that a question named at Docker Hub itself: pages of their tags ask there, too. */
  readonly namedAtHub = new LRUCache<string, true>({ max: MOST_NAMED })
  private own: Promise<ReadonlySet<string>> | undefined
  /** As they were last kept. */
  private ownKept: string | undefined
  private readonly registries = sourcesKept(MOST_REGISTRIES)
  private readonly memory = registryMemory()
  private readonly states = new Memo<DaemonState>(DAEMON_TTL_MS)
  private readonly dockerConfigs = new Memo<Awaited<ReturnType<typeof loadDockerConfig>>>(
    DOCKER_CONFIG_TTL_MS,
  )
  private readonly named = new Memo<NamedHosts>(DAEMON_TTL_MS)
  private readonly samples = new Map<SampleName, Promise<SnapshotSource>>()
  /** Where `public` is: the server runs in the folder of the app. */
  protected readonly appFolder: string = process.cwd()

  constructor(
    readonly config: Config,
    private readonly env: Environment = process.env,
  ) {
    this.facts = new FactsCache({ folder: config.cacheDir, maxBytes: config.cacheMaxBytes })
    this.files = new LayerFiles({
      folder: path.join(config.cacheDir, 'files'),
      maxBytes: config.indexMaxBytes,
    })
    this.indexer = new WorkerPool(config.scanLimits, config.scanWorkers)
    this.archives = new Archives(config.archives, this.files, this.indexer)
    this.snapshots = new Snapshots(config.snapshots, config.snapshotMaxBytes)
  }

  /** The daemon as the docker CLI would find it now, and whether it answers. Throws the signal's reason alone. */
  daemon(signal: AbortSignal): Promise<DaemonState> {
    return this.states.get('daemon', signal, (shared) => this.askDaemon(shared))
  }

  /** @throws SourceError `not-allowed` for a host that is not named on this machine */
  async registry(host: string, signal: AbortSignal): Promise<ImageSource> {
    if (!mayContact(host, await this.namedHosts(signal)))
      throw new SourceError({ code: 'not-allowed', at: host })
    const known = this.registries.get(host)
    if (known) return known
    const daemon = await this.daemon(signal)
    // Another question may have come first.
    const meanwhile = this.registries.get(host)
    if (meanwhile) return meanwhile
    const made = registrySource({
      host,
      memory: this.memory,
      insecure: this.config.insecure.has(host),
      named: new Set(this.config.registries),
      plain: this.config.insecure,
      timeoutMs: this.config.timeoutMs,
      concurrency: this.config.concurrency,
      facts: this.facts,
      platform: daemon.ok ? daemon.description.platform : undefined,
      credentials: async (shared) =>
        lendsLogin(host, this.config) ? (await this.dockerConfig(shared)).credentials(host) : undefined,
    })
    this.registries.set(host, made)
    return made
  }

  /** Hosts that may be contacted beside loopback and Docker Hub, by who named them. */
  namedHosts(signal: AbortSignal): Promise<NamedHosts> {
    return this.named.get('hosts', signal, async (shared) => {
      const [daemon, docker] = await Promise.all([this.daemon(shared), this.dockerConfig(shared)])
      const repositories = daemon.ok ? await daemon.source.repositories?.(shared).catch(() => []) : []
      if (daemon.ok && repositories) this.keepOwn(repositories)
      const hosts = (repositories ?? []).flatMap(({ repository }) => parseReference(repository)?.host ?? [])
      const { registries, exposed } = this.config
      const allowed = (names: readonly string[]) =>
        new Set(exposed ? names.filter((name) => !isLoopbackHost(name)) : names)
      return {
        configured: new Set(registries),
        dockerConfig: allowed(docker.hosts),
        localImages: allowed(hosts),
        loopback: !exposed,
      }
    })
  }

  /** Names without a host that this machine's daemon had when it last answered, and did not show to be Docker Hub's. */
  ownNames(): Promise<ReadonlySet<string>> {
    const read = async () => new Set(ownNames.parse(await this.facts.get(OWN_NAMES).catch(() => undefined)))
    this.own ??= read()
    return this.own
  }

  private keepOwn(repositories: readonly RepositoryEntry[]): void {
    const own = repositories.flatMap(({ repository, inRegistry }) =>
      repository.startsWith(`${DOCKER_HUB}/`) && !inRegistry ? [repository] : [],
    )
    const text = own.sort().join(' ')
    if (text === this.ownKept) return
    this.ownKept = text
    this.own = Promise.resolve(new Set(own))
    this.facts.set(OWN_NAMES, own)
  }

  /** A bundled sample. No saved snapshot can have its name, since they all end otherwise. */
  sample(name: SampleName): Promise<SnapshotSource> {
    const file = path.join(/* turbopackIgnore: true */ this.appFolder, 'public', `${name}.strata.json`)
    const open = () => readFile(file, 'utf8').then((text) => snapshotSource(parseSnapshot(text, name), name))
    const source = this.samples.get(name) ?? open()
    this.samples.set(name, source)
    return source
  }

  /** Forgets what tags point to, because a source said that something changed. */
  forgetTags(): void {
    this.tagLists.clear()
    this.images.clear()
    this.digests.clear()
    changed()
  }

  private dockerConfig(signal: AbortSignal) {
    return this.dockerConfigs.get('config', signal, () => loadDockerConfig(this.env))
  }

  private async askDaemon(signal: AbortSignal): Promise<DaemonState> {
    const unreachable = (at: string, detail: string) => ({
      ok: false as const,
      name: at,
      failure: { code: 'unreachable', at, detail } as const,
    })
    if (this.config.daemon === 'off') return { ...unreachable('daemon', 'STRATA_DAEMON=off'), absent: true }
    const found = findDaemon(this.env)
    if (!found.ok) return unreachable(found.at, found.detail)
    const { endpoint } = found
    const { timeoutMs, concurrency } = this.config
    const key = `${endpoint.url} ${endpoint.foundBy}`
    const source = this.daemons.get(key) ?? daemonSource({ endpoint, timeoutMs, concurrency })
    this.daemons.set(key, source)
    try {
      const description = await source.describe(signal)
      if (description.kind !== 'daemon') throw new Error('a daemon describes itself as one')
      this.answered.add(key)
      return { ok: true, source, description }
    } catch (error) {
      const failure = failureIn(error)
      const isNowhere = failure.code === 'unreachable' && failure.detail === 'ENOENT'
      const isAbsent = isNowhere && endpoint.foundBy === DEFAULT_FOUND && !this.answered.has(key)
      return { ok: false, name: endpoint.url, failure, ...(isAbsent && { absent: true as const }) }
    }
  }
}

// A development server loads modules again at each change; the sources and their caches outlive that.
const shared = globalThis as { strataRuntime?: Runtime }

/** The runtime of this process. @throws Error when the environment cannot be used */
export function runtime(): Runtime {
  shared.strataRuntime ??= new Runtime(readConfig())
  return shared.strataRuntime
}
