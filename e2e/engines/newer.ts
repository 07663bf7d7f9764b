import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { enginesRoot } from '../../scripts/engines.mjs'
import { findProgram } from '../../scripts/programs.mjs'
import { sweep } from '../../scripts/sweep.mjs'
import { type Docker, dockerAt } from './docker'
import { askEngine } from './engine-api'
import { engineFolder, startService, waitFor } from './process'

/** Whether the newer engines can be started here. */
export const hasNewer: boolean = process.getuid?.() === 0 && enginesRoot() !== undefined
/** Why their tests are skipped. */
export const NO_NEWER =
  'which `npm test` fetches as root on Debian; elsewhere STRATA_TEST_ENGINES names a folder with them'

/**
 * Makes a system of the folder that has the engines: one to write to, with nothing of it left when the engine has
 * ended, for everything is mounted in a mount namespace of its own and written to memory. It sees the machine's
 * temporary files by the same paths. The engine's data is a mount point: snapshotters look for it in the list of
 * mounts, and overlays cannot be stacked on this one. It is ext4 where that can be had, as on most hosts, since what
 * folders and whiteouts take on a disk is part of an engine's figures.
 */
const ENTER = `
engines=$1 folder=$2 data=$3 temporary=$4
shift 4
system=$folder/system
mkdir -p "$system"
mount -t tmpfs tmpfs "$system"
mkdir "$system/lower" "$system/upper" "$system/work" "$system/root"
mount --bind "$engines" "$system/lower"
mount -t overlay overlay -o "lowerdir=$system/lower,upperdir=$system/upper,workdir=$system/work" "$system/root"
cd "$system/root"
cp -r "$folder/files/." .
mkdir -p proc sys dev run root tmp var/tmp ".$data" ".$temporary" ".$folder"
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs tmpfs dev/shm
mount -t cgroup2 none sys/fs/cgroup
mount -t tmpfs tmpfs run
{
  truncate --size=8G "$system/disk" &&
  mkfs.ext4 -q -O ^has_journal "$system/disk" &&
  mount -o loop,noatime "$system/disk" ".$data"
} || mount -t tmpfs tmpfs ".$data"
mount --bind "$temporary" ".$temporary"
mount --bind "$folder" ".$folder"
exec chroot . "$@"
`

interface Newer {
  /** For its folder's name and messages. */
  readonly name: string
  /** Where the engine keeps its images. */
  readonly data: string
  /** What starts the engine in the foreground, answering at this socket: the program and its arguments. */
  readonly engine: (socket: string, folder: string) => readonly string[]
  /** What asks it. */
  readonly client: (socket: string) => readonly string[]
  /** Files of its system, by their path in it. */
  readonly files?: Readonly<Record<string, string>>
}

/**
 * Starts one of the engines that scripts/engines.mjs fetches, in a folder of its own.
 *
 * @throws Error when they are not here, or when it does not answer within half a minute
 */
export async function startNewer({ name, data, engine, client, files = {} }: Newer): Promise<Docker> {
  const engines = enginesRoot()
  const [unshare, nsenter] = [findProgram('unshare'), findProgram('nsenter')]
  if (!hasNewer || !engines || !unshare || !nsenter) throw new Error(`There is no ${name}, ${NO_NEWER}.`)
  const folder = engineFolder(name)
  const socket = path.join(folder, 'engine.sock')
  mkdirSync(path.join(folder, 'files'))
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, 'files', name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  const enter = ['--mount', '--propagation=private', 'sh', '-euc', ENTER, 'sh', engines, folder, data]
  const service = startService(folder, unshare, [...enter, tmpdir(), ...engine(socket, folder)])
  const stop = async () => {
    await service.end()
    await sweep(folder)
  }
  try {
    await waitFor(name, service, () => askEngine(`unix://${socket}`, 'GET', '/_ping'))
    // Neither unshare nor chroot forks: the service's process is the engine's.
    const inside = [`--target=${service.pid}`, '--mount', '--root', '--wd=/', ...client(socket)]
    const at = { owned: true, command: [nsenter, ...inside] } as const
    return dockerAt(`unix://${socket}`, folder, stop, at)
  } catch (error) {
    await stop()
    throw error
  }
}
