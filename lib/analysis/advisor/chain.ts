import type { Entry, IndexedLayer } from '../../layerfs/entry'
import { isSame } from '../../layerfs/tree'
import { type UnionNode, unionOf } from '../../layerfs/union'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import type { Evidence, Repeat, TagContent, TransferEstimate } from './advice'
import type { Proposal } from './custom-base'
import { bytesOf, groupLeaves } from './leaves'
import { imageOn, nameOfTags, type Piece, pieceOf, proposedSeries } from './proposal'

/** Part of a chain's layer that the layers below it have already. */
export interface Copied {
  /** Position in the chain, base first. */
  readonly layer: number
  readonly bytes: number
  readonly paths: Repeat['paths']
  readonly hasRest: boolean
}

/** What of a chain is there twice, and how that is known. */
export interface ChainCopies {
  readonly found: readonly Copied[]
  readonly evidence: Evidence
}

/** Two layers of a chain whose sizes differ by less may hold the same files. */
const LIKE = 0.9

/**
 * Finds the layers of a chain that bring again what is there: the article's overlap, packages copied twice.
 *
 * @param tags        each holds the whole one before
 * @param baseLayers  layers from the base that are not the chain's own
 */
export function copiedAgain(tags: readonly TagContent[], baseLayers: number): ChainCopies {
  const { image, files = [] } = tags.at(-1)!
  const read = image.layers.map((_, index) => files[index]).filter((index) => index !== undefined)
  if (read.length === image.layers.length) {
    return { found: copiedFiles(read, baseLayers), evidence: { by: 'files' } }
  }
  const evidence = { by: 'sizes', why: read.length > 0 ? 'some-files' : 'no-files' } as const
  const first = Math.max(tags[0]!.image.layers.length, baseLayers)
  return { found: likeLayers(image.layers, baseLayers, first), evidence }
}

function copiedFiles(files: readonly IndexedLayer[], baseLayers: number): readonly Copied[] {
  const own = files.map(() => new Map<string, Entry>())
  const again = files.map(() => new Map<string, Entry>())
  const visit = (node: UnionNode) => {
    const { versions } = node
    for (const [index, { layer, kind, entry }] of versions.entries()) {
      if (kind === 'directory') continue
      own[layer]!.set(entry.path, entry)
      const before = versions[index - 1]
      if (!before || before.layer === layer || before.hidden?.layer !== layer) continue
      if (before.hidden.how === 'overwritten' && isSame(before.entry, entry))
        again[layer]!.set(entry.path, entry)
    }
    for (const child of node.children()) visit(child)
  }
  visit(unionOf(files).root)
  return files.flatMap(({ entries }, layer): readonly Copied[] => {
    const copies = again[layer]!
    // A hard link goes with the file that it is another name of.
    for (const [path, { kind, target }] of copies) {
      if (kind === 'hardlink' && !copies.has(target ?? '')) copies.delete(path)
    }
    if (layer < baseLayers || bytesOf(copies) === 0) return []
    const deletes = [...entries].some(({ kind }) => kind === 'whiteout' || kind === 'opaque')
    const hasRest = copies.size < own[layer]!.size || deletes
    return [{ layer, bytes: bytesOf(copies), paths: groupLeaves(copies, [own[layer]!]), hasRest }]
  })
}

/**
 * Later layers of nearly the size of the largest that the first tag has above its base. When most are, that is what a
 * release of this app takes, and says nothing of copies.
 */
function likeLayers(layers: readonly LayerFacts[], baseLayers: number, later: number): readonly Copied[] {
  const first = Math.max(0, ...layers.slice(baseLayers, later).map(({ unpacked }) => unpacked?.bytes ?? 0))
  const found = layers.flatMap(({ unpacked }, layer): readonly Copied[] => {
    if (layer < later || !unpacked) return []
    const bytes = Math.min(first, unpacked.bytes)
    if (bytes === 0 || bytes < LIKE * Math.max(first, unpacked.bytes)) return []
    return [{ layer, bytes, paths: [], hasRest: unpacked.bytes > bytes }]
  })
  return found.length <= Math.max(1, Math.floor((layers.length - later) / 2)) ? found : []
}

/** Leaves what is copied again out of a chain. */
export function withoutCopies(
  tags: readonly TagContent[],
  found: readonly Copied[],
  evidence: Evidence,
): Proposal {
  const name = `${nameOfTags(tags)}-proposed`
  const last = tags.at(-1)!
  const exactness = evidence.by === 'files' ? 'measured' : 'estimated'
  const start = Math.min(...found.map(({ layer }) => layer))
  const pieces = last.image.layers.slice(start).map((layer, index): readonly Piece[] => {
    const createdBy = last.image.history.find((step) => step.layer === start + index)?.createdBy ?? ''
    const copied = found.find((one) => one.layer === start + index)
    if (!copied) return [{ layer, createdBy }]
    if (!copied.hasRest) return []
    const { unpackedBytes, transferBytes } = restSizes(layer, copied.bytes)
    const content = `${name} ${layer.diffId} without copies`
    return [pieceOf(content, createdBy, { unpackedBytes, transferBytes, exactness }, last.image)]
  })
  const images = tags.map(({ tag, image }): [string, ImageFacts] => {
    if (image.layers.length <= start) return [tag, image]
    return [tag, imageOn(image, start, pieces.slice(0, image.layers.length - start).flat(), name, tag)]
  })
  return {
    proposed: proposedSeries(name, images),
    known: [],
    repeats: found
      .map(({ layer, bytes, paths }) => {
        const transferBytes = copiedTransfer(last.image.layers[layer]!, bytes)
        return { tags: tagsOf(tags, layer), bytes, transferBytes, paths }
      })
      .sort((a, b) => b.bytes - a.bytes),
    transfer: transferEstimate(last.image, found),
  }
}

/** The tags that hold a layer of the chain: all from the one that brought it. */
function tagsOf(tags: readonly TagContent[], layer: number): readonly string[] {
  return tags.filter(({ image }) => image.layers.length > layer).map(({ tag }) => tag)
}

function restSizes(layer: LayerFacts, copied: number) {
  const { unpacked, blob } = layer
  const again = copiedTransfer(layer, copied)
  return {
    unpackedBytes: unpacked && Math.max(0, unpacked.bytes - copied),
    transferBytes:
      blob?.transferBytes !== undefined && again !== undefined ? blob.transferBytes - again : undefined,
  }
}

/** By the layer's own ratio. */
function copiedTransfer({ unpacked, blob }: LayerFacts, copied: number): number | undefined {
  if (blob?.transferBytes === undefined || !unpacked || unpacked.bytes === 0) return undefined
  return Math.round(blob.transferBytes * Math.min(1, copied / unpacked.bytes))
}

function transferEstimate({ layers }: ImageFacts, found: readonly Copied[]): TransferEstimate {
  return found.every(({ layer }) => layers[layer]!.blob?.transferBytes !== undefined)
    ? { by: 'own-ratio' }
    : { by: 'unknown' }
}
