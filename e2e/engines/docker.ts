import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findProgram } from '../../scripts/programs.mjs'
import { sweep, unmountBelow } from '../../scripts/sweep.mjs'
import { askEngine, EngineError, letEngine } from './engine-api'
import { capture, engineFolder, startService, waitFor } from './process'

/** A Docker engine that tests may fill and empty. */
export interface Docker {
  /** As in DOCKER_HOST. */
  readonly host: string
  /** False for one that STRATA_TEST_DOCKER_HOST gave: other images on it are not ours. */
  readonly owned: boolean
  /** Runs the docker command against this engine; resolves with its output. */
  cli(...args: string[]): Promise<string>
  /** Builds with the classic builder, without a network, and without its cache unless `cache` asks for it. */
  build(reference: string, context: string, dockerfile: string, options?: { cache?: boolean }): Promise<void>
  push(reference: string): Promise<void>
  /** @param platform  of an index the image for this one, the engine's own when left out */
  pull(reference: string, platform?: string): Promise<void>
  tag(from: string, reference: string): Promise<void>
  /** Ids and names of all images that it lists. @param all  with those that others were built on */
  images(all?: boolean): Promise<readonly ListedImage[]>
  /** Removes images by id or name, one after the other, whatever else stands for them; what is not there is left out. */
  remove(images: Iterable<string>): Promise<void>
  /** Removes all images below `prefix` (`host:port/…`), so that nothing of them is left on the engine. */
  forget(prefix: string): Promise<void>
  stop(): Promise<void>
}

interface ListedImage {
  readonly Id: string
  readonly RepoTags?: readonly string[] | null
}

const NO_ENGINE =
  'Integration tests need a Docker engine of their own: run them as root with dockerd installed ' +
  '(Debian: apt-get install docker.io), or name one with STRATA_TEST_DOCKER_HOST.'

/**
 * Starts a Docker engine in a folder of its own: no bridge, no iptables, nothing shared with another engine of
 * this machine. With STRATA_TEST_DOCKER_HOST the engine named there is used instead, whatever the name.
 */
export async function startDocker({ name = 'docker' }: { name?: string } = {}): Promise<Docker> {
  const given = process.env.STRATA_TEST_DOCKER_HOST
  if (given) return connectDocker(given)

  const dockerd = findProgram('dockerd')
  if (!dockerd || process.getuid?.() !== 0) throw new Error(NO_ENGINE)
  const folder = engineFolder(name)
  const data = path.join(folder, 'data')
  const host = `unix://${folder}/docker.sock`
  const flags = [
    `--data-root=${data}`,
    `--exec-root=${folder}/exec`,
    `--pidfile=${folder}/dockerd.pid`,
    `--host=${host}`,
    `--storage-driver=${storageDriver(folder)}`,
    '--bridge=none',
    '--iptables=false',
    '--ip-masq=false',
  ]
  const service = startService(folder, dockerd, flags)
  const stop = async () => {
    await service.end()
    unmountBelow(folder)
    await sweep(folder)
  }
  try {
    const docker = dockerAt(host, folder, stop, { owned: true })
    await waitFor('dockerd', service, () => askEngine(host, 'GET', '/_ping'))
    return docker
  } catch (error) {
    await stop()
    throw error
  }
}

/** The docker command for an engine that runs already; `stop` leaves the engine as it is. */
export function connectDocker(host: string): Docker {
  const folder = engineFolder('client')
  return dockerAt(host, folder, () => sweep(folder))
}

interface At {
  readonly owned?: boolean
  /** The command with the arguments that all calls begin with; the docker command of this machine without it. */
  readonly command?: readonly [string, ...string[]]
}

const NO_LOGIN = Buffer.from('{}').toString('base64url')

/** Repository, and tag or digest, as the interface wants them. */
function partsOf(reference: string): readonly [repository: string, tag: string] {
  const name = reference.split('@')[0] ?? ''
  const end = name === reference ? reference.lastIndexOf(':') : name.length
  const isNamed = end > reference.lastIndexOf('/')
  return isNamed ? [reference.slice(0, end), reference.slice(end + 1)] : [reference, 'latest']
}

/** An engine as its command serves it, with the command's configuration in `folder`. */
export function dockerAt(
  host: string,
  folder: string,
  stop: () => Promise<void>,
  { owned = false, command = [dockerCommand(), '--host', host] }: At = {},
): Docker {
  const config = path.join(folder, 'config')
  mkdirSync(config, { recursive: true })
  const env = {
    NODE_ENV: process.env.NODE_ENV,
    PATH: process.env.PATH,
    DOCKER_CONFIG: config,
    DOCKER_BUILDKIT: '0',
  }
  const [program, ...first] = command
  const cli = (...args: string[]) => capture(program, [...first, ...args], { env })
  const images = async (all = false): Promise<readonly ListedImage[]> =>
    JSON.parse(await askEngine(host, 'GET', `/images/json?all=${all}`))
  const remove = async (listed: Iterable<string>) => {
    for (const image of listed)
      await askEngine(host, 'DELETE', `/images/${image}?force=true`).catch((error) => {
        if (!(error instanceof EngineError && error.status === 404)) throw error
      })
  }
  return {
    host,
    owned,
    cli,
    async build(reference, context, dockerfile, { cache = false } = {}) {
      const file = path.join(folder, 'Dockerfile')
      writeFileSync(file, dockerfile)
      await cli(
        'build',
        '--quiet',
        ...(cache ? [] : ['--no-cache']),
        '--network=none',
        '--tag',
        reference,
        '--file',
        file,
        context,
      )
    },
    push(reference) {
      const [repository, tag] = partsOf(reference)
      const path = `/images/${repository}/push?${new URLSearchParams({ tag })}`
      return letEngine(host, 'POST', path, { 'X-Registry-Auth': NO_LOGIN })
    },
    pull(reference, platform = '') {
      const [fromImage, tag] = partsOf(reference)
      const query = new URLSearchParams({ fromImage, tag, platform })
      return letEngine(host, 'POST', `/images/create?${query}`)
    },
    async tag(from, reference) {
      const [repo, tag] = partsOf(reference)
      await askEngine(host, 'POST', `/images/${from}/tag?${new URLSearchParams({ repo, tag })}`)
    },
    images,
    remove,
    async forget(prefix) {
      const names = (await images()).flatMap(({ RepoTags }) => RepoTags ?? [])
      await remove(names.filter((name) => name.startsWith(`${prefix}/`)))
    },
    stop,
  }
}

function dockerCommand(): string {
  const command = findProgram(process.env.STRATA_TEST_DOCKER, '/usr/bin/docker', 'docker')
  if (command) return command
  throw new Error('Integration tests need the docker command (Debian: docker.io, or docker-cli).')
}

/** overlay2 where the folder's file system supports it: most do, except another overlay (a container's own root). */
function storageDriver(folder: string): 'overlay2' | 'vfs' {
  const trial = path.join(folder, 'trial')
  for (const part of ['lower', 'upper', 'work', 'merged'])
    mkdirSync(path.join(trial, part), { recursive: true })
  const layers = `lowerdir=${trial}/lower,upperdir=${trial}/upper,workdir=${trial}/work`
  const { status } = spawnSync('mount', ['-t', 'overlay', 'overlay', '-o', layers, `${trial}/merged`])
  if (status === 0) spawnSync('umount', [`${trial}/merged`])
  rmSync(trial, { recursive: true, force: true })
  if (status === 0) return 'overlay2'
  console.warn(
    `WARNING: ${folder} stands on a file system that overlay2 cannot use. The engine uses vfs, and the sizes that ` +
      'it reports are not those of overlay2. Set TMPDIR to a folder on ext4 or xfs.',
  )
  return 'vfs'
}
