import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { dockerFolder, type Environment } from '../environment'

/** Where a daemon is and how it was found, as the docker CLI would. */
export interface DaemonEndpoint {
  /** `unix:///var/run/docker.sock`, `tcp://host:2376`. */
  readonly url: string
  /** `DOCKER_HOST`, `context colima`, `default socket`, `rootless socket`. */
  readonly foundBy: string
  readonly tls?: DaemonTls | undefined
}

export interface DaemonTls {
  readonly ca?: Buffer | undefined
  readonly cert?: Buffer | undefined
  readonly key?: Buffer | undefined
  readonly verify: boolean
}

export type EndpointResult =
  | { readonly ok: true; readonly endpoint: DaemonEndpoint }
  | { readonly ok: false; readonly at: string; readonly detail: string }

export const DEFAULT_SOCKET = '/var/run/docker.sock'
/** How a daemon was found that no one named. */
export const DEFAULT_FOUND = 'default socket'

/**
 * Finds the daemon as the docker CLI does: `DOCKER_HOST`, then `DOCKER_CONTEXT`, then the current context of the
 * config file, then the default socket; beyond the CLI, a rootless socket when the default one is absent.
 *
 * @see github.com/docker/cli, cli/command/cli.go (resolveContextName, resolveDockerEndpoint)
 */
export function findDaemon(env: Environment = process.env): EndpointResult {
  try {
    const found = lookUp(env)
    if ('detail' in found) return { ok: false, ...found }
    const detail = problemOf(found.url)
    return detail === undefined ? { ok: true, endpoint: found } : { ok: false, at: found.url, detail }
  } catch (error) {
    // Certificates that this user may not read.
    return { ok: false, at: 'certificates', detail: error instanceof Error ? error.message : String(error) }
  }
}

function problemOf(url: string): string | undefined {
  if (/^unix:\/\/\//.test(url)) return undefined
  if (!/^(?:tcp|https?):\/\//.test(url)) {
    return 'only unix and tcp endpoints are read; forward the socket (ssh -L) and name it in DOCKER_HOST'
  }
  return URL.canParse(url) && new URL(url).hostname !== '' ? undefined : 'the endpoint names no host'
}

type Found = DaemonEndpoint | { readonly at: string; readonly detail: string }

function lookUp(env: Environment): Found {
  const folder = dockerFolder(env)
  if (env.DOCKER_HOST) {
    const verify = Boolean(env.DOCKER_TLS_VERIFY)
    const tls = verify || env.DOCKER_TLS ? readTls(env.DOCKER_CERT_PATH || folder, verify) : undefined
    return { url: normalise(env.DOCKER_HOST), foundBy: 'DOCKER_HOST', tls }
  }
  const context =
    env.DOCKER_CONTEXT || readJson(path.join(folder, 'config.json'), configSchema)?.currentContext
  return context === undefined || context === 'default' ? defaultSocket(env) : ofContext(context, folder)
}

/** A bare path is a socket, `unix://` alone the default one; credentials, which no engine reads, are dropped. */
function normalise(host: string): string {
  if (host.startsWith('/')) return `unix://${host}`
  if (host === 'unix://') return `unix://${DEFAULT_SOCKET}`
  const url = host.includes('://') ? host : `tcp://${host}`
  return url.replace(/\/\/[^/]*@/, '//')
}

function readTls(folder: string, verify: boolean): DaemonTls {
  const read = (name: string) => {
    const file = path.join(folder, name)
    return existsSync(file) ? readFileSync(file) : undefined
  }
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem'), verify }
}

const configSchema = z.object({ currentContext: z.string().optional() })

const metaSchema = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string(), SkipTLSVerify: z.boolean().optional() }) }),
})

/** A context's files are in folders named after the sha256 of its name (cli/context/store). */
function ofContext(name: string, folder: string): Found {
  const id = createHash('sha256').update(name).digest('hex')
  const meta = readJson(path.join(folder, 'contexts', 'meta', id, 'meta.json'), metaSchema)
  if (!meta) return { at: `context ${name}`, detail: 'the context does not exist or names no daemon' }
  const { Host, SkipTLSVerify } = meta.Endpoints.docker
  const certificates = path.join(folder, 'contexts', 'tls', id, 'docker')
  const tls = existsSync(certificates) ? readTls(certificates, !SkipTLSVerify) : undefined
  return { url: normalise(Host), foundBy: `context ${name}`, tls }
}

function defaultSocket(env: Environment): DaemonEndpoint {
  const rootless = [
    env.XDG_RUNTIME_DIR ? path.join(env.XDG_RUNTIME_DIR, 'docker.sock') : '',
    `/run/user/${process.getuid?.()}/docker.sock`,
    path.join(env.HOME ?? homedir(), '.docker', 'run', 'docker.sock'),
  ]
  const found = [DEFAULT_SOCKET, ...rootless].find((socket) => existsSync(socket)) ?? DEFAULT_SOCKET
  const foundBy = found === DEFAULT_SOCKET ? DEFAULT_FOUND : 'rootless socket'
  return { url: `unix://${found}`, foundBy }
}

function readJson<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
