// Longer than most: a host step by step beside the engine that is one.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HeldImage, hostOf } from '@/lib/analysis/pull/held'
import type { HostCache } from '@/lib/analysis/pull/host'
import { planPull } from '@/lib/analysis/pull/plan'
import { ruleOf } from '@/lib/analysis/pull/rules'
import type { BlobDigest } from '@/lib/oci/digest'
import type { ImageFacts, Store } from '@/lib/oci/facts'
import { parseReference } from '@/lib/oci/reference'
import { daemonSource } from '@/lib/sources/daemon'
import { registrySource } from '@/lib/sources/registry'
import type { ImageSource } from '@/lib/sources/source'
import { blobBytes } from '../engines/access-log'
import { type Docker, startDocker } from '../engines/docker'
import { PULL_CASES, type Step } from '../engines/pull-cases'
import { buildNamed, moveTag, type Name, pushImages } from '../engines/pull-images'
import { type Registry, startRegistry } from '../engines/registry'
import { sum } from './oracle'

const NOT_OURS = 'the given engine or registry holds more than ours, or keeps its log to itself'

/** An engine that pulls, and the store that it pulls into. */
interface Puller {
  readonly store: Store
  readonly start: () => Promise<Docker>
  readonly runs?: boolean
}

/** Pulls, each predicted by the store's rule and held against the log of the registries, blob by blob. */
export function pullsInto({ store, start, runs = true }: Puller): void {
  let registry: Registry
  let other: Registry
  let builder: Docker
  let folder: string
  let puller: Docker
  let daemon: ImageSource
  let host: Host
  /** What was done to the puller since it was emptied; a case whose steps begin with it goes on from there. */
  let done: (Step | { readonly pull: Name; readonly from: 'other' })[] = []

  beforeAll(async () => {
    if (!runs) return
    folder = mkdtempSync(path.join(tmpdir(), 'strata-pulls-'))
    ;[registry, other, builder, puller] = await Promise.all([
      startRegistry({ inMemory: true }),
      startRegistry({ inMemory: true }),
      startDocker({ name: 'builder' }),
      start(),
    ])
    if (builder.owned && registry.requests) await pushImages(builder, registry, other)
    daemon = daemonSource({ endpoint: { url: puller.host, foundBy: 'test' } })
    host = new Host(store)
  })
  afterAll(async () => {
    if (!runs) return
    await Promise.all([puller?.stop(), builder?.stop(), registry?.stop(), other?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  it.skipIf(!runs)('is one into the store that it is said to be', async (context) => {
    if (!puller.owned) return context.skip(NOT_OURS)
    expect(await daemon.describe(new AbortController().signal)).toMatchObject({ store })
  })

  it.skipIf(!runs).for(PULL_CASES)('$title', async ({ before, pull, from, hostOf: errs }, context) => {
    if (!puller.owned || !registry.requests || !other.requests) return context.skip(NOT_OURS)
    const goesOn = done.every((step, index) => isDeepStrictEqual(step, before[index]))
    if (!goesOn) {
      done = []
      await empty(puller, host.untagged)
      host.empty()
    }
    for (const step of before.slice(done.length)) {
      done.push(step)
      await act(step)
    }

    const source = from === 'other' ? other : registry
    const reference = `${source.prefix}/${pull}`
    const image = await inRegistry(source, pull)
    const since = await Promise.all([registry.mark(), other.mark()])
    await puller.pull(reference)
    const logs = await Promise.all([registry.requests(since[0]), other.requests(since[1])])
    const sent = logs.flatMap((log) => [...blobBytes(log)])

    const expected = await predicted(source, image, host.cache, store)
    const byImages = await predicted(source, image, host.byImages, store)
    host.pull(reference, image)
    done.push(from ? { pull, from } : { pull })
    const unsure = unsureBlobs(image, store)
    const settled = (bytes: readonly [string, number][]) =>
      Object.fromEntries(bytes.map(([digest, count]) => [digest, unsure.has(digest) || count]))
    expect(settled(sent)).toEqual(settled(Object.entries(expected)))
    if (unsure.size === 0) expect(sum(sent.map(([, bytes]) => bytes))).toBe(sum(Object.values(expected)))
    const difference = sum(Object.values(byImages)) - sum(Object.values(expected))
    expect(Math.sign(difference)).toBe({ more: 1, less: -1, equal: 0 }[errs?.[store] ?? 'equal'])
  })

  /** Does a step and takes down what it means for the host. */
  async function act(step: Step): Promise<void> {
    if ('pull' in step) {
      const reference = `${registry.prefix}/${step.pull}`
      const image = await inRegistry(registry, step.pull)
      await puller.pull(reference)
      host.pull(reference, image)
    } else if ('build' in step) {
      await buildNamed(puller, registry, step.build)
      const built = await onHost(step.build)
      host.hold(`${registry.prefix}/${step.build}`, built)
      if (store !== 'classic') return
      const pushed = await inRegistry(registry, step.build)
      expect(built.layers.at(-1)?.chainId).toBe(pushed.layers.at(-1)?.chainId)
      expect(built.configDigest).not.toBe(pushed.configDigest)
    } else if ('load' in step) {
      const archive = path.join(folder, 'saved.tar')
      await builder.cli('save', '--output', archive, `${registry.prefix}/${step.load}`)
      await puller.cli('load', '--quiet', '--input', archive)
      const { configDigest } = await inRegistry(registry, step.load)
      host.hold(`${registry.prefix}/${step.load}`, { ...(await onHost(step.load)), configDigest })
    } else if ('push' in step) {
      const target = step.to === 'other' ? other : registry
      await puller.tag(`${registry.prefix}/${step.push}`, `${target.prefix}/${step.as}`)
      await puller.push(`${target.prefix}/${step.as}`)
      host.push(`${target.prefix}/${step.as}`, await inRegistry(target, step.as))
    } else if ('remove' in step) {
      await puller.remove([`${registry.prefix}/${step.remove}`])
      host.remove(`${registry.prefix}/${step.remove}`)
    } else {
      await moveTag(registry, step.move, step.to)
    }
  }

  function onHost(name: Name): Promise<ImageFacts> {
    return factsFrom(daemon, `${registry.prefix}/${name}`)
  }
}

/** What a host holds, step by step. */
class Host {
  readonly #held = new Map<string, HeldImage>()
  /**
   * Of the classic store: it never forgets that a blob is a diffID, whatever images are removed. Of the containerd
   * store: what was fetched and lies in the content store, as long as an image names it.
   */
  readonly #blobs = new Set<BlobDigest>()
  /** What it knew when it was emptied. */
  #remembered: readonly BlobDigest[] = []

  constructor(readonly store: Store) {}

  /** What the rules of lib/pull are to be asked with. */
  get cache(): HostCache {
    const images = [...this.#held.values()].map(({ image }) => image)
    const layers = images.flatMap((image) => image.layers)
    return {
      chainIds: new Set(layers.map(({ chainId }) => chainId)),
      diffIds: new Set(layers.map(({ diffId }) => diffId)),
      blobs: this.#blobs,
      configs: new Set(images.flatMap(({ configDigest }) => configDigest ?? [])),
    }
  }

  /** What follows from its images, without the order in which they came. */
  get byImages(): HostCache {
    const known = hostOf([...this.#held.values()], this.store)
    return { ...known, blobs: new Set([...known.blobs, ...this.#remembered]) }
  }

  pull(reference: string, image: ImageFacts): void {
    const before = this.#held.get(reference)
    const ends = ruleOf(this.store).sameConfigEnds
    const same = ends && image.configDigest !== undefined && this.cache.configs.has(image.configDigest)
    const { fetched } = planPull(image, this.cache, this.store)
    if (this.store === 'containerd') this.#learn(fetched)
    else if (!same) this.#learn(image.layers)
    // In the order in which they came; one whose tag has moved stays, without a tag.
    this.#held.delete(reference)
    if (before) this.#held.set(`${reference}, before ${this.#held.size}`, before)
    this.#held.set(reference, { name: reference, image, how: 'pulled' })
  }

  /** Tells the classic store which blobs its layers are; the containerd store has them already. */
  push(reference: string, image: ImageFacts): void {
    this.#learn(image.layers)
    this.#held.set(reference, { name: reference, image, how: 'pushed' })
  }

  /** It was built or loaded there: it came without blobs. */
  hold(reference: string, image: ImageFacts): void {
    this.#held.set(reference, { name: reference, image, how: 'built' })
  }

  remove(reference: string): void {
    this.#held.delete(reference)
    this.#sweep()
  }

  /** Of the containerd store, whose command does not list an image that lacks a blob: what else is to be removed. */
  get untagged(): readonly string[] {
    if (this.store !== 'containerd') return []
    return [...this.#held.values()].flatMap(({ image }) => image.manifestDigest ?? [])
  }

  empty(): void {
    this.#held.clear()
    this.#sweep()
    this.#remembered = [...this.#blobs]
  }

  #learn(layers: ImageFacts['layers']): void {
    for (const { blob } of layers) if (blob) this.#blobs.add(blob.digest)
  }

  #sweep(): void {
    if (this.store !== 'containerd') return
    const layers = [...this.#held.values()].flatMap(({ image }) => image.layers)
    const named = new Set(layers.map(({ blob }) => blob?.digest))
    for (const digest of this.#blobs) if (!named.has(digest)) this.#blobs.delete(digest)
  }
}

/** Blobs of which it is a matter of time how many copies are fetched: not all layers are copied at the same time. */
function unsureBlobs({ layers }: ImageFacts, store: Store): ReadonlySet<string> {
  const digests: string[] = layers.map(({ blob }) => blob?.digest ?? '')
  const { inFlight = digests.length } = ruleOf(store)
  const isAgain = (digest: string, at: number) => digests.indexOf(digest) < at
  return new Set(digests.length > inFlight ? digests.filter(isAgain) : [])
}

/** Bytes of each blob that a pull is to fetch, the config with them. */
async function predicted(source: Registry, image: ImageFacts, host: HostCache, store: Store) {
  const bytes: Record<string, number> = {}
  for (const { blob } of planPull(image, host, store).fetched)
    if (blob?.transferBytes !== undefined) bytes[blob.digest] = (bytes[blob.digest] ?? 0) + blob.transferBytes
  const asksAlways = store === 'containers-storage'
  if (!image.configDigest || (!asksAlways && host.configs.has(image.configDigest))) return bytes
  const { repository } = parseReference(image.reference)!
  const { config } = await source.manifest(repository, image.manifestDigest ?? '')
  return { ...bytes, [config.digest]: config.size }
}

async function empty(docker: Docker, others: readonly string[]): Promise<void> {
  const listed = (await docker.images(true)).map(({ Id }) => Id)
  await docker.remove(new Set([...listed, ...others]))
}

function inRegistry(source: Registry, name: Name): Promise<ImageFacts> {
  return factsFrom(registrySource({ host: source.host }), `${source.prefix}/${name}`)
}

function factsFrom(source: ImageSource, text: string): Promise<ImageFacts> {
  const reference = parseReference(text)
  if (!reference) throw new Error(`${text} is no reference`)
  return source.image({ reference }, new AbortController().signal)
}
