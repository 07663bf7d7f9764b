import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import type { RefusalCode } from '@/lib/oci/refusals'
import { INDEX, type LayerInput, MANIFEST, PLATFORM, type PushedImage, pushImage, pushIndex } from './push'
import type { Registry } from './registry'
import { noise } from './strategies'

const TAR = 'application/vnd.oci.image.layer.v1.tar'
const OTHER = `sha256:${'1'.repeat(64)}`
/** A layer of one file, with what its manifest or config says of it otherwise. */
export const layer = (name: string, bytes: number, odd: Partial<LayerInput> = {}): LayerInput => ({
  tar: makeTar([{ name, content: noise(bytes, `odd ${name}`) }]),
  compression: 'gzip',
  ...odd,
})
export const BASE = layer('base', 40_000)
const EMPTY: LayerInput = { tar: Buffer.alloc(0), compression: 'none' }

/** Pushes it below this name, with its tag 1. */
type Push = (registry: Registry, name: string) => Promise<unknown>
const plain =
  (layers: readonly LayerInput[], more: Partial<Parameters<typeof pushImage>[3]> = {}): Push =>
  (registry, name) =>
    pushImage(registry, name, '1', { layers, ...more })

/** An index of images, as its entries say. */
const indexed =
  (...entries: readonly (readonly [LayerInput, object])[]): Push =>
  async (registry, name) => {
    const images = await Promise.all(
      entries.map(([top], at) => pushImage(registry, name, `image${at}`, { layers: [BASE, top] })),
    )
    await pushIndex(
      registry,
      name,
      '1',
      images.map((image, at) => ({ ...entryOf(image), ...entries[at]![1] })),
    )
  }

const entryOf = ({ manifestDigest: digest, manifestBytes: size }: PushedImage) => ({
  mediaType: MANIFEST,
  digest,
  size,
  platform: PLATFORM,
})

/** An index in an index, and so on. */
const nested =
  (deep: number): Push =>
  async (registry, name) => {
    let below = entryOf(await pushImage(registry, name, 'image', { layers: [BASE, layer(name, 100)] }))
    for (let depth = deep; depth > 0; depth--) {
      const { digest, size } = await pushIndex(registry, name, `${depth}`, [below])
      below = { mediaType: INDEX, digest, size, platform: PLATFORM }
    }
  }

const asking = (feature: string) => ({ platform: { ...PLATFORM, 'os.features': [feature] } })

/** An image that some engines pull and others refuse. */
export interface OddImage {
  readonly title: string
  readonly push: Push
  /** What Strata says of it, once its files were read. */
  readonly says: readonly RefusalCode[]
  /** An engine takes another entry than containerd. */
  readonly takesOther?: readonly EngineName[]
}

export type EngineName = 'Docker 20.10' | 'containerd' | 'Podman'

export const ODD_IMAGES: readonly OddImage[] = [
  { title: 'a usual one', push: plain([BASE, layer('top', 9_000)]), says: [] },
  { title: 'an empty blob', push: plain([BASE, EMPTY]), says: ['zero-size'] },
  {
    title: 'an empty blob, packed',
    push: plain([layer('below', 100), { ...EMPTY, compression: 'gzip' }]),
    says: [],
  },
  {
    title: 'a size of 0',
    push: plain([BASE, layer('zero', 80_000, { declaredBytes: 0 })]),
    says: ['zero-size'],
  },
  {
    title: 'a size of another length',
    push: plain([BASE, layer('over', 80_000, { declaredBytes: 80_500 })]),
    says: ['other-size'],
  },
  {
    title: 'an absurd size',
    push: plain([BASE, layer('absurd', 80_000, { declaredBytes: 1e15 })]),
    says: ['other-size'],
  },
  { title: 'zstd', push: plain([BASE, layer('zstd', 100, { compression: 'zstd' })]), says: ['zstd'] },
  {
    title: 'zstd named gzip',
    push: plain([BASE, layer('named', 100, { compression: 'zstd', mediaType: `${TAR}+gzip` })]),
    says: ['zstd'],
  },
  {
    title: 'gzip named tar',
    push: plain([BASE, layer('gzip', 100, { mediaType: TAR })]),
    says: ['packed-unlike-type'],
  },
  {
    title: 'tar named gzip',
    push: plain([BASE, layer('tar', 100, { compression: 'none', mediaType: `${TAR}+gzip` })]),
    says: [],
  },
  {
    title: 'a wrong diffID',
    push: plain([BASE, layer('wrong', 100, { diffId: OTHER })]),
    says: ['wrong-diff-id'],
  },
  {
    title: 'more steps than layers',
    push: plain([BASE, layer('steps', 100)], { history: ['a', 'b', 'c'].map((by) => ({ created_by: by })) }),
    says: ['more-steps'],
  },
  {
    title: 'fewer steps than layers',
    push: plain([BASE, layer('few', 100)], { history: [{ created_by: 'a' }] }),
    says: [],
  },
  { title: 'an index', push: indexed([layer('own', 100), {}]), says: [] },
  {
    title: 'an annotation that is null',
    push: indexed([layer('null', 100), { annotations: { a: null } }]),
    says: [],
  },
  { title: 'no platform', push: indexed([layer('none', 100), { platform: null }]), says: ['no-platform'] },
  { title: 'an index in an index', push: nested(2), says: ['nested-index'] },
  { title: 'indexes nine deep', push: nested(9), says: ['nested-index'] },
  {
    title: 'an entry of nydus first',
    push: indexed([layer('nydus', 4_000), asking('nydus.remoteimage.v1')], [layer('plain', 90_000), {}]),
    says: [],
    takesOther: ['Docker 20.10', 'Podman'],
  },
  {
    title: 'an entry that asks for another feature first',
    push: indexed([layer('asks', 4_000), asking('other.v1')], [layer('asks not', 90_000), {}]),
    says: [],
    takesOther: ['Docker 20.10', 'Podman'],
  },
  {
    title: 'an entry of nydus alone',
    push: indexed([layer('alone', 100), asking('nydus.remoteimage.v1')]),
    says: ['os-features'],
  },
]
