import { gzipSync } from 'node:zlib'
import { makeTar } from '../../lib/layerfs/tar-writer.testing'
import type { Attack } from './attack'
import { image } from './images'
import { layerOfLongPaths } from './layers'

const read = (title: string, layer: () => Buffer, says: RegExp): Attack => ({
  title,
  serve: () => image({ layers: [layer()] }),
  ask: '/api/scan?reference={ref}:1',
  status: 200,
  says,
})

/** The same bytes of gzip so many times: readers go through its members one after the other. */
const repeated = (bytes: Buffer, times: number) => Buffer.concat(Array<Buffer>(times).fill(gzipSync(bytes)))

const file = (name: string) => ({ name, content: Buffer.from('x') })

/** What is in a layer whose files are read. */
export const SCANS: readonly Attack[] = [
  read(
    'a million paths of 3,900 characters',
    () => Buffer.concat([...layerOfLongPaths(1_000_000, 3900)]),
    /"problems":\[\{/,
  ),
  read('1 GB of zeros in 1 MB', () => repeated(Buffer.alloc(64 << 20), 16), /"done"(?!.*"problems":\[\])/s),
  read(
    'a zstd window of 2 TB',
    () => Buffer.from('28b52ffd00ff010000', 'hex'),
    /"corrupt"|"window"|"unsupported"/,
  ),
  read('a layer that ends in a file', () => gzipSync(makeTar([file('a')]).subarray(0, 600)), /"truncated"/),
  read('what is no archive', () => gzipSync(Buffer.alloc(4096, 'x')), /"corrupt"/),
  read('a file out of the image', () => gzipSync(makeTar([file('../../etc/passwd')])), /"done"/),
  read(
    'a link out of the image',
    () => gzipSync(makeTar([{ name: 'a', type: 'symlink', linkName: '/etc' }, file('a/passwd')])),
    /"done"/,
  ),
]
