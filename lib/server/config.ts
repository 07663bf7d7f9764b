import { availableParallelism, homedir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { DEFAULT_LIMITS } from '../layerfs/limits'
import type { Environment } from '../sources/environment'
import { bareHost, isExposed, itemsOf, settingsOf } from './door/settings.mjs'

const HOST = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:\d{1,5})?$/

const list = z
  .string()
  .optional()
  .transform((text = '') => itemsOf(text.toLowerCase()))
const hosts = list.refine(
  (items) => items.every((item) => HOST.test(bareHost(item))),
  'expected hosts, comma separated, such as ghcr.io,registry.lan:5000',
)
const integer = (fallback: number, max: number) => {
  const expected = `expected a whole number from 1 to ${max}`
  return z.coerce.number(expected).int(expected).positive(expected).max(max, expected).default(fallback)
}

/** Files and folders, separated as in PATH. */
const places = z
  .string()
  .optional()
  .transform((text = ''): readonly string[] => text.split(path.delimiter).filter(Boolean))

/**
 * What the environment sets; docker's own variables (`DOCKER_HOST`, `DOCKER_CONTEXT`, `DOCKER_CONFIG`,
 * `DOCKER_TLS_VERIFY`, `DOCKER_CERT_PATH`) are read beside it as the docker CLI reads them.
 */
const schema = z.object({
  /** Hosts listed in the picker; `http://host` for plain http. */
  STRATA_REGISTRIES: hosts,
  /** Hosts that may be spoken to in plain http, loopback apart. */
  STRATA_INSECURE_REGISTRIES: hosts,
  /** `off` leaves the daemon alone. */
  STRATA_DAEMON: z.enum(['auto', 'off'], 'expected auto or off').default('auto'),
  /** Where facts by digest are kept. */
  STRATA_CACHE_DIR: z.string().optional(),
  /** The most that folder may take. */
  STRATA_CACHE_MAX_BYTES: integer(256 << 20, Number.MAX_SAFE_INTEGER),
  /** The most that the file lists of layers may take in that folder. */
  STRATA_INDEX_MAX_BYTES: integer(2 ** 30, Number.MAX_SAFE_INTEGER),
  /** What one layer may make Strata do when its files are read. */
  STRATA_SCAN_MAX_ENTRIES: integer(DEFAULT_LIMITS.entries, 20_000_000),
  STRATA_SCAN_MAX_LAYER_BYTES: integer(DEFAULT_LIMITS.tarBytes, Number.MAX_SAFE_INTEGER),
  STRATA_SCAN_MAX_RATIO: integer(DEFAULT_LIMITS.ratio, 1_000_000),
  /** Layers read at the same time. */
  STRATA_SCAN_WORKERS: integer(Math.min(4, availableParallelism()), 64),
  /** Image archives, and folders of them, that may be opened. */
  STRATA_ARCHIVES: places,
  /** Saved snapshots, and folders of them, that may be opened. */
  STRATA_SNAPSHOTS: places,
  /** The most that one snapshot may be, packed and unpacked. */
  STRATA_SNAPSHOT_MAX_BYTES: integer(64 << 20, 512 << 20),
  /** For one question to a daemon or registry. */
  STRATA_TIMEOUT_MS: integer(10_000, 600_000),
  /** Questions to one source at the same time. */
  STRATA_CONCURRENCY: integer(8, 64),
  /** Tags read of one series. */
  STRATA_MAX_TAGS: integer(2000, 20_000),
  /** Where it listens, as an address has it; `scripts/start.mjs` sets it. */
  STRATA_HOST: z.string().optional(),
  /** Names besides loopback under which a browser may reach Strata. */
  STRATA_ALLOWED_HOSTS: z.string().optional(),
  /** Addresses of reverse proxies, read by lib/server/door/proxies.mjs: what comes through one comes from elsewhere. */
  STRATA_TRUSTED_PROXIES: list,
})

export type Config = Readonly<ReturnType<typeof readConfig>>

/** Reads the environment. @throws Error with a sentence that names the variable and what it may hold */
export function readConfig(env: Environment = process.env) {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0])
    throw new Error(`${name} is not usable: ${issue?.message}, not '${env[name]}'`)
  }
  const set = parsed.data
  const plain = set.STRATA_REGISTRIES.filter((host) => host.startsWith('http://'))
  const cache = env.XDG_CACHE_HOME || path.join(env.HOME ?? homedir(), '.cache')
  return {
    registries: set.STRATA_REGISTRIES.map(bareHost),
    insecure: new Set([...set.STRATA_INSECURE_REGISTRIES, ...plain].map(bareHost)),
    daemon: set.STRATA_DAEMON,
    cacheDir: set.STRATA_CACHE_DIR ?? path.join(cache, 'strata'),
    cacheMaxBytes: set.STRATA_CACHE_MAX_BYTES,
    indexMaxBytes: set.STRATA_INDEX_MAX_BYTES,
    scanLimits: {
      ...DEFAULT_LIMITS,
      entries: set.STRATA_SCAN_MAX_ENTRIES,
      tarBytes: set.STRATA_SCAN_MAX_LAYER_BYTES,
      ratio: set.STRATA_SCAN_MAX_RATIO,
    },
    scanWorkers: set.STRATA_SCAN_WORKERS,
    archives: set.STRATA_ARCHIVES,
    snapshots: set.STRATA_SNAPSHOTS,
    snapshotMaxBytes: set.STRATA_SNAPSHOT_MAX_BYTES,
    timeoutMs: set.STRATA_TIMEOUT_MS,
    concurrency: set.STRATA_CONCURRENCY,
    maxTags: set.STRATA_MAX_TAGS,
    /** Whether others than this machine's own people may reach it: they are lent neither logins nor loopback. */
    exposed: isExposed(set.STRATA_HOST ?? 'localhost', set.STRATA_TRUSTED_PROXIES.length > 0),
    allowedHosts: settingsOf(set).allowedHosts,
  }
}
