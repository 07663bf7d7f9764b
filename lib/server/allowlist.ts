import { isLoopbackHost } from '../oci/loopback'
import { DOCKER_HUB } from '../oci/reference'

/** The hosts that are named on this machine. */
export interface NamedHosts {
  readonly configured: ReadonlySet<string>
  readonly dockerConfig: ReadonlySet<string>
  /** From names and digests of images on this host. */
  readonly localImages: ReadonlySet<string>
}

/**
 * Whether the server may contact a registry: one that the configuration, the docker config or a local image
 * names, loopback, or Docker Hub. Never a host that only a page's visitor made up, since the server may reach
 * networks that the visitor can't.
 */
export function mayContact(host: string, named: NamedHosts): boolean {
  return (
    host === DOCKER_HUB ||
    isLoopbackHost(host) ||
    named.configured.has(host) ||
    named.dockerConfig.has(host) ||
    named.localImages.has(host)
  )
}
