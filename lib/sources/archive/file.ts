import { type FileHandle, open } from 'node:fs/promises'
import { cleanPath, decodeName } from '../../layerfs/path'
import { TarError } from '../../layerfs/tar-error'
import { type TarEntry, TarReader } from '../../layerfs/tar-reader'
import { type Packing, packingOf } from '../layers/decompress'
import {
  isLayer,
  Kept,
  linkOf,
  MAX_DOCUMENT_BYTES,
  SAVED_LIMITS,
  type SavedDocuments,
  SNIFF_BYTES,
} from './saved'

/** A layer's place in an archive file. */
export interface SavedLayer {
  readonly offset: number
  readonly bytes: number
  readonly packing: Packing
}

/** What an archive file holds; layers are not read but found. */
export interface SavedFile extends SavedDocuments {
  readonly layers: ReadonlyMap<string, SavedLayer>
}

const BLOCK = 512

/**
 * Looks through an archive file by its headers alone, and reads its documents.
 *
 * @throws TarError for a damaged archive; the errors of the file system
 */
export async function readSavedFile(path: string, limits = SAVED_LIMITS): Promise<SavedFile> {
  const file = await open(path, 'r')
  try {
    const kept = new Kept(limits)
    const { entries, links } = await headersOf(file, kept)
    const documents = new Map<string, Buffer>()
    const layers = new Map<string, SavedLayer>()
    for (const [name, { offset, bytes }] of entries) {
      const start = await readAt(file, offset, Math.min(SNIFF_BYTES, bytes))
      if (isLayer(name, start)) layers.set(name, { offset, bytes, packing: packingOf(start) })
      else if (bytes <= MAX_DOCUMENT_BYTES) {
        kept.document(bytes)
        documents.set(name, await readAt(file, offset, bytes))
      }
    }
    return { documents, links, layers }
  } finally {
    await file.close()
  }
}

async function headersOf(file: FileHandle, kept: Kept) {
  const entries = new Map<string, { offset: number; bytes: number }>()
  const links = new Map<string, string>()
  let at = 0
  const tar = new TarReader((entry: TarEntry) => {
    const { path } = cleanPath(decodeName(entry.name).text)
    const link = linkOf(path, entry)
    kept.entry(path, link)
    if (link !== undefined) links.set(path, link)
    if (entry.type === '0') entries.set(path, { offset: at + BLOCK, bytes: entry.size })
    return undefined
  })
  const block = Buffer.alloc(BLOCK)
  for (;;) {
    const { bytesRead } = await file.read(block, 0, BLOCK, at)
    tar.write(block.subarray(0, bytesRead))
    if (bytesRead < BLOCK) break
    at += BLOCK + tar.skip()
  }
  tar.end()
  // What was skipped may not be there.
  const { size } = await file.stat()
  if (at > size) throw new TarError('truncated', 'it ends in the middle of an entry')
  return { entries, links }
}

async function readAt(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, offset)
  return buffer.subarray(0, bytesRead)
}
