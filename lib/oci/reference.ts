import { type Digest, isDigest } from './digest'

/** A repository at a registry, normalised as Docker does. */
export interface Repository {
  /** `docker.io`, `localhost:5000`, `ghcr.io`; lower case. */
  readonly host: string
  /** `library/redis`, `team/app`. */
  readonly repository: string
}

/** `host[:port]/repository[:tag][@digest]`. */
export interface Reference extends Repository {
  readonly tag?: string | undefined
  readonly digest?: Digest | undefined
}

export const DOCKER_HUB = 'docker.io'

// The grammar of github.com/distribution/reference, regexp.go.
const NAME_COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const NAME = new RegExp(`^${NAME_COMPONENT}(?:/${NAME_COMPONENT})*$`)
const DOMAIN_COMPONENT = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const DOMAIN = new RegExp(
  `^(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`,
)
const TAG = /^\w[\w.-]{0,127}$/
const MAX_NAME = 255

/** Whether `text` is a tag that a registry accepts. */
export function isTag(text: string): boolean {
  return TAG.test(text)
}

/**
 * Reads a reference as the docker CLI does: `redis` is `docker.io/library/redis`, `localhost/app` names a host.
 *
 * A missing tag stays missing, because a repository is written the same way; who needs one adds `latest`.
 *
 * @returns undefined when `text` does not follow the grammar; never throws
 * @see     github.com/distribution/reference, normalize.go (ParseNormalizedNamed, splitDockerDomain)
 */
export function parseReference(text: string): Reference | undefined {
  const at = text.indexOf('@')
  const named = at === -1 ? text : text.slice(0, at)
  const digest = at === -1 ? undefined : text.slice(at + 1)
  if (digest !== undefined && !isDigest(digest)) return undefined

  const { host, rest } = splitHost(named)
  const colon = rest.indexOf(':')
  const path = colon === -1 ? rest : rest.slice(0, colon)
  const tag = colon === -1 ? undefined : rest.slice(colon + 1)
  if (tag !== undefined && !TAG.test(tag)) return undefined

  const repository = host === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path
  if (!DOMAIN.test(host) || !NAME.test(repository)) return undefined
  if (host.length + 1 + repository.length > MAX_NAME) return undefined
  // 64 hex digits alone would be taken for an image id (normalize.go).
  if (/^[a-f0-9]{64}$/.test(named)) return undefined
  return { host, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) }
}

function splitHost(named: string): { host: string; rest: string } {
  const slash = named.indexOf('/')
  const first = slash === -1 ? '' : named.slice(0, slash)
  const isHost = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first
  if (!isHost) return { host: DOCKER_HUB, rest: named }
  const host = first.toLowerCase()
  const hub = host === 'index.docker.io' || host === 'registry-1.docker.io'
  return { host: hub ? DOCKER_HUB : host, rest: named.slice(slash + 1) }
}

/** Reads `host/repository`; undefined when there is a tag or digest, or when the grammar is not met. */
export function parseRepository(text: string): Repository | undefined {
  const reference = parseReference(text)
  if (!reference || reference.tag !== undefined || reference.digest !== undefined) return undefined
  return { host: reference.host, repository: reference.repository }
}

/** The canonical `host/repository`, with `docker.io/library/` written out: the key of a repository everywhere. */
export function formatRepository({ host, repository }: Repository): string {
  return `${host}/${repository}`
}

/** The canonical text of a reference. */
export function formatReference(reference: Reference): string {
  return formatRepository(reference) + suffixOf(reference)
}

function suffixOf({ tag, digest }: Reference): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`)
}

/** The short text that `docker images` prints: `redis`, `team/app`, `localhost:5000/app`. */
export function familiarRepository({ host, repository }: Repository): string {
  if (host !== DOCKER_HUB) return `${host}/${repository}`
  return repository.startsWith('library/') ? repository.slice('library/'.length) : repository
}

/** The short text of a reference, see `familiarRepository`. */
export function familiarReference(reference: Reference): string {
  return familiarRepository(reference) + suffixOf(reference)
}
