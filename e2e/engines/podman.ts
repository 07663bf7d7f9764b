import type { Docker } from './docker'
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
export function startPodman({ name = 'podman', partial = false } = {}): Promise<Docker> {
  return startNewer({
    name,
    data: '/var/lib/containers',
    engine: (socket) => ['/usr/bin/podman', 'system', 'service', '--time=0', `unix://${socket}`],
    client: () => ['/usr/bin/podman'],
    transfer: ['--tls-verify=false'],
    files: partial ? { 'etc/containers/storage.conf': PARTIAL } : {},
  })
}
