import { createHash } from 'node:crypto'
import { blobBytes } from '../engines/access-log'
import type { Docker } from '../engines/docker'
import type { Registry } from '../engines/registry'

/** What the docker command says of one image. */
export interface EngineImage {
  readonly id: string
  /** `Size` of inspect. */
  readonly bytes: number
  /** As `docker images` prints it. */
  readonly printed: string
  readonly diffIds: readonly string[]
  /** Sizes of `docker history`, oldest first, one for each step. */
  readonly stepBytes: readonly number[]
  readonly repoDigests: readonly string[]
}

export async function engineImage(docker: Docker, reference: string): Promise<EngineImage> {
  const inspected: unknown = JSON.parse(await docker.cli('inspect', reference))
  const [image] = inspected as {
    Id: string
    Size: number
    RootFS: { Layers: string[] }
    RepoDigests: string[]
  }[]
  if (!image) throw new Error(`docker inspect knows no ${reference}`)
  return {
    id: image.Id,
    bytes: image.Size,
    printed: (await docker.cli('images', '--format={{.Size}}', reference)).trim(),
    diffIds: image.RootFS.Layers,
    stepBytes: await stepBytes(docker, reference),
    repoDigests: image.RepoDigests,
  }
}

/** Sizes of `docker history`, oldest first, one for each step. */
export async function stepBytes(docker: Docker, reference: string): Promise<readonly number[]> {
  const history = await docker.cli('history', '--human=false', '--format={{.Size}}', reference)
  return history.trim().split('\n').map(Number).reverse()
}

/** What the registry's documents say of one tag. */
export interface RegistryImage {
  readonly manifestDigest: string
  readonly configDigest: string
  /** Base first. */
  readonly layers: readonly { readonly digest: string; readonly size: number }[]
  /** Per history step, oldest first: whether it made a layer. */
  readonly madeLayer: readonly boolean[]
}

export async function registryImage(registry: Registry, reference: string): Promise<RegistryImage> {
  const name = reference.slice(registry.host.length + 1, reference.lastIndexOf(':'))
  const { digest, config, layers } = await registry.manifest(
    name,
    reference.slice(reference.lastIndexOf(':') + 1),
  )
  const answer = await fetch(`http://${registry.host}/v2/${name}/blobs/${config.digest}`)
  const { history } = (await answer.json()) as { history: { empty_layer?: boolean }[] }
  return {
    manifestDigest: digest,
    configDigest: config.digest,
    layers,
    madeLayer: history.map((step) => !step.empty_layer),
  }
}

/** One image of one platform, as `docker buildx imagetools inspect` finds it in a registry. */
export interface ToolsImage {
  /** What the tag stands for: an index, or the manifest. */
  readonly digest: string
  readonly manifestDigest: string
  readonly configDigest: string
  /** Base first. */
  readonly layers: readonly { readonly digest: string; readonly size: number }[]
  readonly diffIds: readonly string[]
  /** Per history step, oldest first: whether it made a layer. */
  readonly madeLayer: readonly boolean[]
}

export async function toolsImage(
  docker: Docker,
  registry: Registry,
  reference: string,
  architecture = 'amd64',
): Promise<ToolsImage> {
  const end = reference.lastIndexOf(':')
  const name = reference.slice(registry.host.length + 1, end)
  const text = await docker.cli('buildx', 'imagetools', 'inspect', '--raw', reference)
  const { manifests } = JSON.parse(text) as {
    manifests?: { digest: string; platform: { architecture: string } }[]
  }
  const own = manifests?.find(({ platform }) => platform.architecture === architecture)
  if (manifests && !own) throw new Error(`${reference} is not for ${architecture}`)
  const manifest = await registry.manifest(name, own?.digest ?? reference.slice(end + 1))
  const answer = await fetch(`http://${registry.host}/v2/${name}/blobs/${manifest.config.digest}`)
  const { history, rootfs } = (await answer.json()) as {
    history: { empty_layer?: boolean }[]
    rootfs: { diff_ids: string[] }
  }
  return {
    digest: digestOf(text),
    manifestDigest: manifest.digest,
    configDigest: manifest.config.digest,
    layers: manifest.layers,
    diffIds: rootfs.diff_ids,
    madeLayer: history.map((step) => !step.empty_layer),
  }
}

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** Digests of the layers that a pull fetched, with the bytes that crossed the wire for each. */
export async function fetchedBy(
  docker: Docker,
  registry: Registry,
  reference: string,
  image: { readonly configDigest: string },
  platform?: string,
): Promise<ReadonlyMap<string, number>> {
  if (!registry.requests) throw new Error('This registry keeps its access log to itself.')
  const since = await registry.mark()
  await docker.pull(reference, platform)
  const sent = blobBytes(await registry.requests(since))
  sent.delete(image.configDigest)
  return sent
}

export const sum = (values: Iterable<number>): number =>
  [...values].reduce((total, value) => total + value, 0)
