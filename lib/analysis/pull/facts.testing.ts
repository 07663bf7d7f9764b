import fc from 'fast-check'
import type { BlobDigest, ConfigDigest } from '../../oci/digest'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { digestOf, madeImage } from '../compare/facts.testing'
import type { HeldHow, HeldImage } from './held'
import { RULE_IDS } from './rules'

/**
 * An image of named layers. The letter says the content; a mark after it what is known of the blob: `a` is
 * stored as everyone stores it, `a'` packed again, `a=` not packed at all, `a?` is unknown.
 */
export function imageOf(name: string, ...layers: string[]): ImageFacts {
  const made = madeImage(
    `localhost/${name}:1`,
    layers.map((layer) => ({ name: layer[0]!, unpacked: bytesOf(layer) * 3, transfer: bytesOf(layer) })),
  )
  return {
    ...made,
    configDigest: digestOf<ConfigDigest>(`c ${layers.map((layer) => layer[0]).join('')}`),
    layers: made.layers.map((layer, index) => marked(layer, layers[index]!)),
  }
}

/** Transfer bytes of a layer, by its letter. */
export const bytesOf = (layer: string) => layer.charCodeAt(0) ** 2 % 1009

function marked(layer: LayerFacts, name: string): LayerFacts {
  if (name.endsWith('?')) return { ...layer, blob: undefined }
  if (!layer.blob) return layer
  if (name.endsWith('='))
    return { ...layer, blob: { ...layer.blob, digest: String(layer.diffId) as BlobDigest } }
  if (!name.endsWith("'")) return layer
  return { ...layer, blob: { ...layer.blob, digest: digestOf<BlobDigest>(`packed again ${name[0]}`) } }
}

export const held = (how: HeldHow, name: string, ...layers: string[]): HeldImage => ({
  name,
  how,
  image: imageOf(name, ...layers),
})

const hows = ['pulled', 'pushed', 'built'] as const

/** Layers as `imageOf` takes them; `marks` are the ways in which blobs may be known. */
export const layersOf = (marks: readonly string[] = ['', '', "'", '?']) =>
  fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...marks)).map(([of, mark]) => of + mark),
    { maxLength: 6 },
  )

/** Hosts that came to what they hold in any way. */
export const hosts = (marks?: readonly string[], ways: readonly HeldHow[] = hows) =>
  fc
    .array(fc.tuple(fc.constantFrom(...ways), layersOf(marks)), { maxLength: 4 })
    .map((images) => images.map(([how, layers], index) => held(how, `held${index}`, ...layers)))

export const rules = fc.constantFrom(...RULE_IDS)
