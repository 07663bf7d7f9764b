import { createHash } from 'node:crypto'
import type { DiffId } from '../oci/digest'
import type { Entry, IndexNote, LayerIndex } from './entry'
import { type ContentHasher, LayerReader } from './layer-reader'
import type { ScanLimits } from './limits'
import { makeTar, type TarInput } from './tar-writer.testing'

/** sha1: whole and piece by piece alike. */
export const hasher: ContentHasher = {
  whole: (content) => createHash('sha1').update(content).digest('hex'),
  start: () => {
    const hash = createHash('sha1')
    return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') }
  },
}

interface Read {
  readonly entries: readonly Entry[]
  readonly notes: readonly IndexNote[]
}

/** Reads an archive in the chunks that it is given in. */
export function readChunks(chunks: Iterable<Uint8Array>, limits?: ScanLimits): Read {
  const reader = new LayerReader(hasher, limits)
  for (const chunk of chunks) reader.write(chunk)
  const { entries, notes } = reader.end(0, () => diffIdOf(Buffer.alloc(0)))
  return { entries: [...entries], notes }
}

/** Reads an archive that a test makes. */
export const readTar = (...inputs: TarInput[]): Read => readChunks([makeTar(inputs)])

/** A layer of a made archive. */
export function layerOf(...inputs: TarInput[]): LayerIndex {
  const tar = makeTar(inputs)
  return { diffId: diffIdOf(tar), tarBytes: tar.length, ...readChunks([tar]) }
}

export const diffIdOf = (bytes: Uint8Array) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}` as DiffId

/** A file of so many bytes; `letter` makes other content of the same length. */
export function file(name: string, bytes = 0, letter = 'x'): TarInput {
  return { name, content: Buffer.alloc(bytes, letter) }
}

export const directory = (name: string): TarInput => ({ name: `${name}/`, type: 'directory' })

export const hardlink = (name: string, linkName: string): TarInput => ({ name, type: 'hardlink', linkName })

export const symlink = (name: string, linkName: string): TarInput => ({ name, type: 'symlink', linkName })

/** Deletes a path of the layers below. */
export function whiteout(path: string): TarInput {
  const slash = path.lastIndexOf('/') + 1
  return file(`${path.slice(0, slash)}.wh.${path.slice(slash)}`)
}

export const opaque = (path: string): TarInput => file(`${path}/.wh..wh..opq`)
