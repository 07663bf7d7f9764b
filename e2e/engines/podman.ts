import { request } from 'node:http'
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
export async function startPodman({ name = 'podman', partial = false } = {}): Promise<Docker> {
  const podman = await startNewer({
    name,
    data: '/var/lib/containers',
    engine: (socket) => ['/usr/bin/podman', 'system', 'service', '--time=0', `unix://${socket}`],
    client: () => ['/usr/bin/podman'],
    transfer: ['--tls-verify=false'],
    files: partial ? { 'etc/containers/storage.conf': PARTIAL } : {},
  })
  return { ...podman, pull: (reference) => pull(podman.host, reference) }
}

/** As `podman pull` does it, without starting a program for it: that takes longer than most pulls. */
function pull(host: string, reference: string): Promise<void> {
  const query = new URLSearchParams({ reference, tlsVerify: 'false', quiet: 'true' })
  const path = `/v5.0.0/libpod/images/pull?${query}`
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: host.replace('unix://', ''), method: 'POST', path }, (answer) => {
      let said = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      answer.on('end', () => {
        if (answer.statusCode === 200 && !said.includes('"error"')) resolve()
        else reject(new Error(`podman pull ${reference}: ${said}`))
      })
    })
    asked.once('error', reject).end()
  })
}
