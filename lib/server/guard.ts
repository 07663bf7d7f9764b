import { withoutBase } from '../link/base-path'
import { isLoopbackHost } from '../oci/loopback.mjs'
import { DOCKER_HUB } from '../oci/reference'
import { refusalOf as doorRefusalOf } from './door/index.mjs'

/** The refusal of a request that may not come in, see `door`; undefined for one that may. */
export function refusalOf(
  { headers, method, url }: Request,
  allowedHosts: ReadonlySet<string>,
): Response | undefined {
  const { pathname, search } = new URL(url)
  const visit = { method, target: withoutBase(pathname) + search, headers: Object.fromEntries(headers) }
  const refusal = doorRefusalOf(visit, { allowedHosts })
  return refusal && new Response(refusal.body, refusal)
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
