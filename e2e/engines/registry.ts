import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findProgram } from '../../scripts/programs.mjs'
import { sweep } from '../../scripts/sweep.mjs'
import { parseAccessLog, type RegistryRequest } from './access-log'
import { engineFolder, freePort, startService, waitFor } from './process'

/** A registry that tests may fill. */
export interface Registry {
  /** `host:port`. */
  readonly host: string
  /** Where tests put their repositories: the host, with a folder of their own on a given registry. */
  readonly prefix: string
  /** A count to give to `requests`, for those that come after now. */
  mark(): Promise<number>
  /** What was asked since `mark`; absent on a given registry, whose log cannot be read. */
  readonly requests?: ((since: number) => Promise<readonly RegistryRequest[]>) | undefined
  /** Bytes of every blob on the registry's disk, by digest, manifests and configs included; absent as above, and in memory. */
  readonly blobsOnDisk?: (() => ReadonlyMap<string, number>) | undefined
  /** A manifest of a repository (`name` without the host), parsed, with its digest. */
  manifest(name: string, reference: string): Promise<Manifest>
  stop(): Promise<void>
}

export interface Manifest {
  readonly digest: string
  readonly config: { readonly digest: string; readonly size: number }
  readonly layers: readonly { readonly digest: string; readonly size: number }[]
}

const NO_REGISTRY =
  'Integration tests need the distribution registry (Debian: apt-get install docker-registry; elsewhere name its ' +
  'binary with STRATA_TEST_REGISTRY_BINARY), or a registry over plain http that STRATA_TEST_REGISTRY=host:port names.'

/**
 * Starts the distribution registry on a free port of loopback, with its files in a folder of its own, deleting
 * allowed and its access log kept. With STRATA_TEST_REGISTRY the registry named there is used instead.
 *
 * @param inMemory  keeps small images there: most of what a registry does for them is done by the disk
 */
export async function startRegistry({ inMemory = false } = {}): Promise<Registry> {
  const given = process.env.STRATA_TEST_REGISTRY
  if (given) {
    const prefix = `${given}/strata-test-${process.pid}`
    return { ...registryAt(given), prefix, mark: async () => 0, stop: async () => {} }
  }

  const binary = findProgram(process.env.STRATA_TEST_REGISTRY_BINARY, 'docker-registry', 'registry')
  if (!binary) throw new Error(NO_REGISTRY)
  const folder = engineFolder('registry')
  const host = `127.0.0.1:${await freePort()}`
  const config = path.join(folder, 'config.yml')
  const storage = inMemory ? { inmemory: {} } : { filesystem: { rootdirectory: `${folder}/storage` } }
  writeFileSync(config, configuration(host, storage))
  const service = startService(folder, binary, ['serve', config])
  const requests: RegistryRequest[] = []
  let readBytes = 0
  /** It is read on from where it ended before. */
  const log = () => {
    const added = service.output(readBytes)
    const lines = added.slice(0, added.lastIndexOf('\n') + 1)
    readBytes += Buffer.byteLength(lines)
    requests.push(...parseAccessLog(lines))
    return requests
  }
  /** The log is written as answers end: one more request tells that those before it are in. */
  const settled = async () => {
    const before = log().length
    await fetch(`http://${host}/v2/`)
    for (let tries = 0; log().length === before && tries < 100; tries++) await pause(10)
    await pause(50)
    return log()
  }
  const stop = async () => {
    await service.end()
    await sweep(folder)
  }
  try {
    await waitFor('docker-registry', service, async () =>
      (await fetch(`http://${host}/v2/`)).ok ? true : undefined,
    )
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ...registryAt(host),
    prefix: host,
    mark: async () => (await settled()).length,
    requests: async (since) => (await settled()).slice(since),
    ...(!inMemory && {
      blobsOnDisk: () => blobsBelow(path.join(folder, 'storage/docker/registry/v2/blobs/sha256')),
    }),
    stop,
  }
}

function registryAt(host: string): Pick<Registry, 'host' | 'manifest'> {
  return {
    host,
    async manifest(name, reference) {
      const answer = await fetch(`http://${host}/v2/${name}/manifests/${reference}`, {
        headers: {
          accept:
            'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json',
        },
      })
      if (!answer.ok) throw new Error(`${host} answers ${answer.status} for ${name}:${reference}`)
      const digest = answer.headers.get('docker-content-digest') ?? ''
      return { ...((await answer.json()) as Omit<Manifest, 'digest'>), digest }
    },
  }
}

function configuration(host: string, storage: object): string {
  return JSON.stringify({
    version: '0.1',
    log: { level: 'warn' },
    storage: { ...storage, delete: { enabled: true } },
    http: { addr: host, secret: 'of no account on loopback' },
  })
}

function blobsBelow(folder: string): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const start of existsSync(folder) ? readdirSync(folder) : []) {
    for (const hex of readdirSync(path.join(folder, start))) {
      sizes.set(`sha256:${hex}`, statSync(path.join(folder, start, hex, 'data')).size)
    }
  }
  return sizes
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
