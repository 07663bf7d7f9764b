import { isLoopbackHost } from '../oci/loopback'
import { DOCKER_HUB } from '../oci/reference'

/** What of a request decides whether it is let in. Header values as they came. */
interface Visit {
  readonly method: string
  readonly path: string
  readonly host: string | null
  readonly origin: string | null
  readonly fetchSite: string | null
}

type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: number; readonly detail: string }

/** The refusal of a request that may not come in, as a problem document; undefined for one that may. */
export function refusalOf(
  { headers, method, url }: Request,
  allowed: ReadonlySet<string>,
): Response | undefined {
  const visit = {
    method,
    path: new URL(url).pathname,
    host: headers.get('host'),
    origin: headers.get('origin'),
    fetchSite: headers.get('sec-fetch-site'),
  }
  const verdict = judge(visit, allowed)
  if (verdict.ok) return undefined
  const { status, detail } = verdict
  const problem = { type: 'about:blank', title: 'Not let in', status, detail, code: 'refused' }
  const allow = status === 405 && { allow: 'GET, HEAD' }
  return Response.json(problem, { status, headers: { 'content-type': 'application/problem+json', ...allow } })
}

/** The routes that take something: an image archive, which is read and not kept, and a snapshot, kept in memory. */
const UPLOADS: readonly string[] = ['/api/archives', '/api/snapshots']

/**
 * Decides whether a request is let in. Strata reads a Docker socket, so a page of another site must not reach
 * it: neither by a DNS name that it points to this machine (Host is checked), nor by a request across sites
 * (Origin and Sec-Fetch-Site are), and nothing but reading is offered, and reading a file that the person gives.
 */
export function judge(
  { method, path, host, origin, fetchSite }: Visit,
  allowed: ReadonlySet<string>,
): Verdict {
  if (host === null || !isKnownHost(host, allowed)) {
    const detail = 'This name is not one of Strata’s own. Add it to STRATA_ALLOWED_HOSTS if it should be.'
    return { ok: false, status: 421, detail }
  }
  if (!path.startsWith('/api/')) return { ok: true }
  if (method !== 'GET' && method !== 'HEAD' && !(method === 'POST' && UPLOADS.includes(path))) {
    return { ok: false, status: 405, detail: 'The API only answers GET and HEAD here.' }
  }
  // Another port of this machine is the same site, and yet another's page.
  const foreign = fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none'
  const crossSite = foreign || (origin !== null && hostOf(origin) !== host.toLowerCase())
  return crossSite
    ? { ok: false, status: 403, detail: 'The API does not answer pages of other sites.' }
    : { ok: true }
}

function isKnownHost(host: string, allowed: ReadonlySet<string>): boolean {
  const name = host.toLowerCase()
  const bare = name.replace(/:\d+$/, '')
  return isLoopbackHost(name) || allowed.has(name) || allowed.has(bare)
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** The hosts that are named on this machine. */
export interface NamedHosts {
  readonly configured: ReadonlySet<string>
  readonly dockerConfig: ReadonlySet<string>
  /** From names and digests of images on this host. */
  readonly localImages: ReadonlySet<string>
  /** Whether loopback may be asked though nobody names it: not for people elsewhere, who would see what listens there. */
  readonly loopback: boolean
}

/** Whether a login of the docker config is used: for people elsewhere only where the configuration names the registry. */
export function lendsLogin(
  host: string,
  { exposed, registries }: { readonly exposed: boolean; readonly registries: readonly string[] },
): boolean {
  return !exposed || registries.includes(host)
}

/**
 * Whether the server may contact a registry: one that the configuration, the docker config or a local image
 * names, loopback for those who are on this machine, or Docker Hub. Never a host that only a page's visitor made up, since the server may reach
 * networks that the visitor can't.
 */
export function mayContact(host: string, named: NamedHosts): boolean {
  return (
    host === DOCKER_HUB ||
    (named.loopback && isLoopbackHost(host)) ||
    named.configured.has(host) ||
    named.dockerConfig.has(host) ||
    named.localImages.has(host)
  )
}
