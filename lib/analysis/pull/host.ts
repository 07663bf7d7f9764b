import { alikeDepth } from '../../oci/alike'
import type { BlobDigest, ChainId, ConfigDigest, DiffId } from '../../oci/digest'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import type { StoreRule } from './rule'
import { type RuleId, ruleOf } from './rules'

type Held<T> = Pick<ReadonlySet<T>, 'has'>

/** What a pull asks of a host. */
export interface AskedHost {
  /** Layers unpacked on the host, each with everything below it. */
  readonly chainIds: Held<ChainId>
  /** The same layers, over whatever they stand. */
  readonly diffIds: Held<DiffId>
  /** Blobs of which the host knows the diffID (classic, containers-storage), or which lie in its content store (containerd). */
  readonly blobs: Held<BlobDigest>
  readonly configs: Held<ConfigDigest>
  /**
   * Layers that the host pulled or pushed under a blob digest that is not known. Rules take them for known
   * under the digest that is asked for: a layer is seldom compressed a second time.
   */
  readonly unknownDigest?: Held<DiffId> | undefined
  /**
   * The layers of an image that it holds and, where the rule asks for them, knows the blobs of. A series repeats most of
   * them from tag to tag: what coincides with them from the base is reused by any rule and need not be looked for.
   */
  readonly last?: readonly LayerFacts[] | undefined
  /** Contents of the files of layers that came with a table of contents; absent where no rule asks. */
  readonly files?: Held<string> | undefined
  /** Whether a layer came with a table of contents that was not read: the host has more files than `files`. */
  readonly hasUnreadFiles?: boolean | undefined
}

/** What a host holds before a pull. */
export interface HostCache extends AskedHost {
  readonly chainIds: ReadonlySet<ChainId>
  readonly diffIds: ReadonlySet<DiffId>
  readonly blobs: ReadonlySet<BlobDigest>
  readonly configs: ReadonlySet<ConfigDigest>
}

/** Whether the host knows this blob as this layer, or may be taken to. */
export function knowsAsLayer(host: AskedHost, diffId: DiffId, digest: BlobDigest): boolean {
  return host.blobs.has(digest) || host.unknownDigest?.has(diffId) === true
}

/** Whether a layer of the host is what this one's blob holds, over whatever layers, and the host can tell by the blob. */
export function hasAnywhere(host: AskedHost, { diffId, blob }: LayerFacts): boolean {
  if (!host.diffIds.has(diffId)) return false
  return !blob || isPlainTar(diffId, blob.digest) || knowsAsLayer(host, diffId, blob.digest)
}

/** Whether a blob is the layer's tar as it is: then its digest is the layer's own. */
export const isPlainTar = (diffId: DiffId, digest: BlobDigest): boolean => String(digest) === diffId

export const EMPTY_HOST: HostCache = {
  chainIds: new Set(),
  diffIds: new Set(),
  blobs: new Set(),
  configs: new Set(),
}

/** A host that grows as it pulls; one is kept per series so that n tags cost n additions. */
export class PulledHost implements HostCache {
  readonly chainIds = new Set<ChainId>()
  readonly diffIds = new Set<DiffId>()
  readonly blobs = new Set<BlobDigest>()
  readonly configs = new Set<ConfigDigest>()
  readonly unknownDigest = new Set<DiffId>()
  last: readonly LayerFacts[] = []
  readonly files = new Set<string>()
  hasUnreadFiles = false

  private readonly rule: StoreRule | undefined

  /** @param rule  store by which the host learns blobs; it learns all of an image's when absent */
  constructor(rule?: RuleId) {
    this.rule = rule && ruleOf(rule)
  }

  /**
   * The host gets this image after those before: it holds its layers and its config.
   *
   * @param learnt  the layers whose blobs it knows from then on: those that a pull registers when absent
   */
  add(image: ImageFacts, learnt?: readonly LayerFacts[]): this {
    const { layers, configDigest } = image
    const registered = learnt ?? this.registeredLayers(image)
    if (this.rule?.fetchesFiles && !learnt) this.addFiles(layers)
    const known = alikeDepth(this.last, layers)
    for (let index = registered === layers ? known : 0; index < registered.length; index++) {
      const { blob, diffId } = registered[index]!
      if (blob) this.blobs.add(blob.digest)
      else this.unknownDigest.add(diffId)
    }
    if (configDigest !== undefined) this.configs.add(configDigest)
    for (let index = known; index < layers.length; index++) {
      const { chainId, diffId } = layers[index]!
      this.chainIds.add(chainId)
      this.diffIds.add(diffId)
    }
    if (registered === layers || this.rule?.reuses === 'chain') this.last = layers
    return this
  }

  /** A blob that was known adds nothing: it was unpacked once, and its files are there. */
  private addFiles(layers: readonly LayerFacts[]): void {
    const { files, hasUnreadFiles } = filesOf(
      layers.filter(({ blob }) => blob && !this.blobs.has(blob.digest)),
    )
    for (const content of files) this.files.add(content)
    this.hasUnreadFiles ||= hasUnreadFiles
  }

  /** The layers whose blobs a pull makes known, by the store's rule. */
  registeredLayers({ configDigest, layers }: ImageFacts): readonly LayerFacts[] {
    const { registers, sameConfigEnds = false } = this.rule ?? {}
    if (sameConfigEnds && configDigest !== undefined && this.configs.has(configDigest)) return []
    switch (registers) {
      case 'nothing':
        return []
      case 'layers-above-run': {
        const first = layers.findIndex(({ chainId }) => !this.chainIds.has(chainId))
        return first < 0 ? [] : layers.slice(first)
      }
      default:
        return layers
    }
  }
}

/** What layers bring of files that a later pull may find. */
function filesOf(layers: readonly LayerFacts[]) {
  const tables = layers.flatMap(({ blob }) => (blob?.chunked ? [blob.files] : []))
  const files = new Set(tables.flatMap((table) => table?.map(({ content }) => content) ?? []))
  return { files, hasUnreadFiles: tables.includes(undefined) }
}

/** The host that pulled these images, one after the other, and no other. */
export function hostThatPulled(images: Iterable<ImageFacts>, rule?: RuleId): HostCache {
  const host = new PulledHost(rule)
  for (const image of images) host.add(image)
  return host
}

/** The host that pulled one image and no other: what a pull of the next one asks of it is seldom more than `last`. */
export function hostThatPulledOnly({ layers, configDigest }: ImageFacts, id: RuleId): AskedHost {
  const rule = ruleOf(id)
  // No run of layers was there before it.
  const registered = rule.registers === 'nothing' ? [] : layers
  return {
    chainIds: new Looked(layers, ({ chainId }) => chainId),
    diffIds: new Looked(layers, ({ diffId }) => diffId),
    blobs: new Looked(registered, ({ blob }) => blob?.digest),
    unknownDigest: new Looked(registered, ({ blob, diffId }) => (blob ? undefined : diffId)),
    configs: { has: (digest) => digest === configDigest },
    last: layers,
    ...(rule.fetchesFiles && filesOf(layers)),
  }
}

/** A set of what layers have: made when it is asked a third time, until then they are looked through. */
class Looked<T> implements Held<T> {
  private asked = 0
  private made: ReadonlySet<T | undefined> | undefined

  constructor(
    private readonly layers: readonly LayerFacts[],
    private readonly of: (layer: LayerFacts) => T | undefined,
  ) {}

  has(value: T): boolean {
    if (this.asked++ < 2) return this.layers.some((layer) => this.of(layer) === value)
    this.made ??= new Set(this.layers.map(this.of))
    return this.made.has(value)
  }
}
