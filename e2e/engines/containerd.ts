import type { Docker } from './docker'
import { startNewer } from './newer'

/** Starts a recent Docker engine with the containerd image store and BuildKit; its command has buildx. */
export function startContainerdDocker({ name = 'containerd' }: { name?: string } = {}): Promise<Docker> {
  return startNewer({
    name,
    data: '/var/lib/docker',
    engine: (socket) => [
      '/usr/sbin/dockerd',
      `--host=unix://${socket}`,
      '--feature=containerd-snapshotter',
      '--bridge=none',
      '--iptables=false',
      '--ip6tables=false',
      '--ip-masq=false',
    ],
    client: (socket) => ['/usr/bin/docker', '--host', `unix://${socket}`],
  })
}
