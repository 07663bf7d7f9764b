import type { Docker } from './docker'
import { letEngine } from './engine-api'
import { startNewer } from './newer'

/** Layers as zstd:chunked can then be fetched in part. */
const PARTIAL = `[storage]
driver = "overlay"
[storage.options.pull_options]
enable_partial_images = "true"
`

/**
 * Starts a Podman that answers the Docker API at its socket. Its own command does what the docker command does for a
 * Docker engine; it builds by `COPY` only, for `RUN` wants more of the machine than a test may take.
 *
 * @param partial  whether layers may be fetched in part (`enable_partial_images`)
 */
export async function startPodman({ name = 'podman', partial = false } = {}): Promise<Docker> {
  const podman = await startNewer({
    name,
    data: '/var/lib/containers',
    engine: (socket) => ['/usr/bin/podman', 'system', 'service', '--time=0', `unix://${socket}`],
    client: () => ['/usr/bin/podman'],
    files: partial ? { 'etc/containers/storage.conf': PARTIAL } : {},
  })
  return {
    ...podman,
    pull: (reference) => pull(podman.host, reference),
    push: async (reference) => {
      await podman.cli('push', '--quiet', '--tls-verify=false', reference)
    },
  }
}

/** As `podman pull` does it: Docker's interface would have it ask by TLS first. */
function pull(host: string, reference: string): Promise<void> {
  const query = new URLSearchParams({ reference, tlsVerify: 'false', quiet: 'true' })
  return letEngine(host, 'POST', `/v5.0.0/libpod/images/pull?${query}`)
}
