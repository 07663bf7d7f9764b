import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findProgram } from '../../scripts/programs.mjs'
import { sweep } from '../../scripts/sweep.mjs'
import { connectDocker, type Docker } from './docker'
import { engineFolder, startService, waitFor } from './process'

/** Where `startContainerdDocker` finds its engine; it has none without it. */
export const containerdRoot = (): string | undefined => process.env.STRATA_TEST_CONTAINERD_ROOT || undefined

/**
 * Everything is mounted in a mount namespace of its own, so that nothing is left to unmount when the engine has
 * ended. The data-root has to be a mount point below the new root: containerd's snapshotters look for it in the
 * list of mounts.
 */
const ENTER = `
root=$1 folder=$2
shift 2
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t cgroup2 none "$root/sys/fs/cgroup"
mount -t tmpfs tmpfs "$root/run"
mkdir "$root/run/strata"
mount --bind "$folder" "$root/run/strata"
mount -t tmpfs tmpfs "$root/run/strata/data"
exec chroot "$root" "$@"
`

/**
 * Starts a Docker engine with the containerd image store from a folder that holds a whole system with a recent
 * dockerd, as `debootstrap` makes one (Debian sid with docker.io), which STRATA_TEST_CONTAINERD_ROOT names. Nothing
 * is written to that folder.
 */
export async function startContainerdDocker({
  name = 'containerd',
}: {
  name?: string
} = {}): Promise<Docker> {
  const root = containerdRoot()
  const unshare = findProgram('unshare')
  if (!root || !unshare || process.getuid?.() !== 0) {
    throw new Error(
      'An engine with the containerd store needs root, unshare and STRATA_TEST_CONTAINERD_ROOT.',
    )
  }
  const folder = engineFolder(name)
  mkdirSync(path.join(folder, 'data'))
  writeFileSync(path.join(folder, 'daemon.json'), '{"features": {"containerd-snapshotter": true}}')
  const flags = [
    '--config-file=/run/strata/daemon.json',
    '--data-root=/run/strata/data',
    '--exec-root=/run/exec',
    '--pidfile=/run/dockerd.pid',
    '--host=unix:///run/strata/docker.sock',
    // Names the folder, so that a sweep knows the process for ours.
    `--label=folder=${folder}`,
    '--bridge=none',
    '--iptables=false',
    '--ip6tables=false',
    '--ip-masq=false',
  ]
  const enter = ['--mount', '--propagation=private', 'sh', '-euc', ENTER, 'sh', root, folder]
  const service = startService(folder, unshare, [...enter, '/usr/sbin/dockerd', ...flags])
  const docker = connectDocker(`unix://${folder}/docker.sock`)
  const stop = async () => {
    await service.end()
    await docker.stop()
    await sweep(folder)
  }
  try {
    await waitFor('dockerd', service, () => docker.cli('version', '--format={{.Server.Version}}'))
    return { ...docker, owned: true, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
