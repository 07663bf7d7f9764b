import { gzipSync } from 'node:zlib'
import { makeTar } from '@/lib/layerfs/tar-writer.testing'

const TAR_END_BYTES = 1024
const BATCH = 1000

/**
 * Layers that are small to send and large to list, as gzip of many members: the same paths come again with each, which
 * costs a reader as much as others would. A million paths of 3,900 characters are sent in a few seconds.
 *
 * @param paths   a whole number of thousands
 * @param length  characters of each path; above 100 they are PAX records
 */
export function* layerOfLongPaths(paths: number, length: number): Generator<Uint8Array> {
  const member = gzipSync(batchOf(0, (at) => `${at}`.padStart(length, 'deep/')))
  for (let made = 0; made < paths; made += BATCH) yield member
  yield gzipSync(Buffer.alloc(TAR_END_BYTES))
}

/** A layer of so many thousand empty files with short names, each another one. */
export function* layerOfManyFiles(files: number, folder = ''): Generator<Uint8Array> {
  for (let made = 0; made < files; made += BATCH)
    yield gzipSync(
      batchOf(made, (at) => `${folder}f${made + at}`),
      { level: 1 },
    )
  yield gzipSync(Buffer.alloc(TAR_END_BYTES))
}

function batchOf(seed: number, nameOf: (at: number) => string): Buffer {
  const entries = Array.from({ length: BATCH }, (_, at) => {
    const name = nameOf(at)
    return { name, mtime: seed + at, ...(name.length > 100 && { longNames: 'pax' as const }) }
  })
  return makeTar(entries).subarray(0, -TAR_END_BYTES)
}
