import type { Docker } from './docker'
import { letEngine } from './engine-api'
import { startNewer } from './newer'

/** Layers as zstd:chunked can then be fetched in part. */
const PARTIAL = `[storage]
driver = "overlay"
[storage.options.pull_options]
enable_partial_images = "true"
`

export interface Podman extends Docker {
  /** Pushes with all layers packed so, whatever they were. */
  pushAs(reference: string, compression: 'gzip' | 'zstd:chunked'): Promise<void>
}

/**
 * Starts a Podman that answers the Docker API at its socket. Its own command does what the docker command does for a
 * Docker engine; it builds by `COPY` only, for `RUN` wants more of the machine than a test may take.
 *
 * @param partial  whether layers may be fetched in part (`enable_partial_images`)
 */
export async function startPodman({ name = 'podman', partial = false } = {}): Promise<Podman> {
  const podman = await startNewer({
    name,
    data: '/var/lib/containers',
    engine: (socket) => ['/usr/bin/podman', 'system', 'service', '--time=0', `unix://${socket}`],
    client: () => ['/usr/bin/podman'],
    files: partial ? { 'etc/containers/storage.conf': PARTIAL } : {},
  })
  const transfer = (what: string, more = {}) => {
    // Docker's interface would have it ask by TLS first.
    const query = new URLSearchParams({ tlsVerify: 'false', quiet: 'true', ...more })
    return letEngine(podman.host, 'POST', `/v5.0.0/libpod/images/${what}?${query}`)
  }
  return {
    ...podman,
    pull: (reference) => transfer('pull', { reference }),
    push: (reference) => transfer(`${reference}/push`),
    pushAs: (reference, compressionFormat) =>
      transfer(`${reference}/push`, { compressionFormat, forceCompressionFormat: 'true' }),
  }
}
