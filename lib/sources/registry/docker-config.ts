import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { DOCKER_HUB } from '../../oci/reference'
import { dockerFolder, type Environment } from '../environment'

/** What Strata reads of docker's `config.json`. */
export interface DockerConfig {
  /** Hosts that the file names in `auths` and `credHelpers`. */
  readonly hosts: readonly string[]
  /** Credentials for a host; undefined for none. Never throws: a helper that fails has none. */
  credentials(host: string): Promise<Credentials | undefined>
}

export type Credentials =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** OAuth 2 refresh token, to be exchanged at the registry's token server. */
  | { readonly kind: 'identity-token'; readonly token: string }

const authEntry = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
})
const schema = z.object({
  // One entry that cannot be read does not take the others with it.
  auths: z.record(z.string(), authEntry.catch({})).optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: z.string().optional(),
})
type ConfigFile = z.infer<typeof schema>

/** Docker Hub's key in the file, kept from its first version. */
const HUB_KEY = 'https://index.docker.io/v1/'
const HELPER_TIMEOUT_MS = 5000

/**
 * Reads `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. A file that is missing or not readable as
 * such counts as empty, as it does for the docker CLI when it pulls anonymously.
 *
 * @see github.com/docker/cli, cli/config/configfile/file.go and the docker-credential-helpers protocol
 */
export async function loadDockerConfig(env: Environment = process.env): Promise<DockerConfig> {
  const file = await readFile(path.join(dockerFolder(env), 'config.json'), 'utf8')
    .then((text) => schema.parse(JSON.parse(text)))
    .catch((): ConfigFile => ({}))
  const named = [...Object.keys(file.auths ?? {}), ...Object.keys(file.credHelpers ?? {})]
  return {
    hosts: [...new Set(named.map(hostOfKey))],
    credentials: (host) => credentialsOf(file, host, env),
  }
}

/** A key of the file as a reference's host: `https://index.docker.io/v1/` is `docker.io`. */
function hostOfKey(key: string): string {
  const host = key
    .replace(/^https?:\/\//, '')
    .split('/')[0]!
    .toLowerCase()
  return host === 'index.docker.io' || host === 'registry-1.docker.io' ? DOCKER_HUB : host
}

async function credentialsOf(file: ConfigFile, host: string, env: Environment) {
  const helpers = Object.entries(file.credHelpers ?? {})
  const helper = helpers.find(([key]) => hostOfKey(key) === host)?.[1] ?? file.credsStore
  if (helper !== undefined) {
    const found = await askHelper(helper, host === DOCKER_HUB ? HUB_KEY : host, env)
    if (found) return found
  }
  const entry = Object.entries(file.auths ?? {}).find(([key]) => hostOfKey(key) === host)?.[1]
  if (!entry) return undefined
  if (entry.identitytoken) return { kind: 'identity-token', token: entry.identitytoken } as const
  if (entry.username !== undefined && entry.password !== undefined) {
    return basic(entry.username, entry.password)
  }
  const decoded = Buffer.from(entry.auth ?? '', 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 1 ? undefined : basic(decoded.slice(0, colon), decoded.slice(colon + 1).replace(/\0+$/, ''))
}

function basic(username: string, password: string): Credentials {
  return { kind: 'basic', username, password }
}

const helperAnswer = z.object({ Username: z.string(), Secret: z.string() })

/** Runs `docker-credential-<name> get` with the server's key on its standard input; no shell takes part. */
async function askHelper(name: string, key: string, env: Environment): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(name)) return undefined
  const limits = { timeout: HELPER_TIMEOUT_MS, maxBuffer: 1 << 20, killSignal: 'SIGKILL' as const }
  try {
    const options = { env: env as NodeJS.ProcessEnv, ...limits }
    const running = promisify(execFile)(`docker-credential-${name}`, ['get'], options)
    running.child.stdin?.on('error', () => undefined).end(key)
    const { Username, Secret } = helperAnswer.parse(JSON.parse((await running).stdout))
    return Username === '<token>' ? { kind: 'identity-token', token: Secret } : basic(Username, Secret)
  } catch {
    return undefined
  }
}
