import { execFile } from 'node:child_process'
import { createWriteStream, statSync } from 'node:fs'
import { rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createGzip } from 'node:zlib'
import { noise } from '../../e2e/engines/strategies'
import type { Entry, LayerIndex } from '../../lib/layerfs/entry'
import { childrenAt, sortRows } from '../../lib/layerfs/rows'
import { makeTar } from '../../lib/layerfs/tar-writer.testing'
import { unionTree } from '../../lib/layerfs/tree'
import { unionOf } from '../../lib/layerfs/union'
import type { DiffId } from '../../lib/oci/digest'
import type { Indexed, IndexTask } from './index-layers'
import { check, inTurn, median, middle, note, timed } from './limit'
import { startedFolder } from './started'

const run = promisify(execFile)

const MB = 1e6
const GB = 1e9
/** Bytes of content, number of files, and how quick it must be where there is no dive. */
const USUAL = { bytes: 320 * MB, files: 15_000, leastGBs: 1 }
const LARGE = { bytes: 1.93 * GB, files: 120_000, leastGBs: undefined }
const LARGE_NEEDS_BYTES = 6 * GB
const PEAK_MB = 300
const GZIP_LAYERS = 8
const GZIPPED = { bytes: 145 * MB, files: 6_000 }
const ROUNDS = 3
const ENTRIES = 200_000
const PAGE_ROWS = 100
/** Names a program that prints the milliseconds of dive's analysis of a docker-archive: `PROGRAM FILE.tar OUT.json`. */
const DIVE = process.env.STRATA_BENCH_DIVE

/** Layers from bytes to rows: plain ones against dive, gzip ones against `gzip -dc | tar -t`, and the tree. */
export async function benchLayers(): Promise<void> {
  const folder = startedFolder()
  const worker = await bundledWorker(folder)
  await benchPlain(folder, worker)
  await benchGzip(folder, worker)
  await benchTree()
}

async function benchPlain(folder: string, worker: string): Promise<void> {
  const usualPeak = await plain(folder, worker, 'layer of 330 MB, 15,000 files', USUAL)
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < LARGE_NEEDS_BYTES)
    return note('layer of 2 GB: left out, the disk has less than 6 GB free')
  const largePeak = await plain(folder, worker, 'layer of 2 GB, 120,000 files', LARGE)
  // Six times the bytes: of them nothing stays, but the list of eight times as many files does.
  check('peak memory, 2 GB against 330 MB', largePeak / usualPeak, 2, '×')
}

/** @returns the peak of memory in MB */
async function plain(folder: string, worker: string, name: string, content: typeof USUAL | typeof LARGE) {
  const tar = path.join(folder, 'layer.tar')
  await pipeline(Readable.from(tarOf(content, noise(STOCK_BYTES, name), 1)), createWriteStream(tar))
  const image = DIVE && (await writeImage(folder, tar))
  const peaks: number[] = []
  const [times = [], diveTimes = []] = await inTurn(
    ROUNDS,
    () => indexed({ worker, files: [tar], workers: 1 }, peaks),
    async () =>
      DIVE && image ? Number((await run(DIVE, [image, path.join(folder, 'dive.json')])).stdout) : 0,
  )
  const time = middle(times)
  const diveTime = middle(diveTimes)
  const peak = Math.max(...peaks)
  const speed = statSync(tar).size / time / MB
  await rm(tar)
  note(`${name}: ${time.toFixed(0)} ms, ${speed.toFixed(2)} GB/s, the thread's start included`)
  if (DIVE) check(`${name} against dive (${diveTime.toFixed(0)} ms)`, time / diveTime, 1, '×')
  else if (content.leastGBs) check(name, speed, content.leastGBs, ' GB/s', true)
  check(`${name}, peak memory`, peak, PEAK_MB, ' MB')
  return peak
}

/** The layer alone in an archive as `docker save` writes it. */
async function writeImage(folder: string, layer: string): Promise<string> {
  const image = path.join(folder, 'image.tar')
  const config = {
    os: 'linux',
    architecture: 'amd64',
    rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] },
    history: [{ created: '2026-01-01T00:00:00Z', created_by: 'COPY . .' }],
  }
  const manifest = [{ Config: 'config.json', RepoTags: ['bench:1'], Layers: [path.basename(layer)] }]
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(config))
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
  await run('tar', ['-cf', image, '-C', folder, 'manifest.json', 'config.json', path.basename(layer)])
  return image
}

async function benchGzip(folder: string, worker: string): Promise<void> {
  const files = Array.from({ length: GZIP_LAYERS }, (_, index) => path.join(folder, `${index}.tar.gz`))
  await Promise.all(
    files.map((file, seed) =>
      pipeline(Readable.from(tarOf(GZIPPED, text(seed), seed)), createGzip(), createWriteStream(file)),
    ),
  )
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const peaks: number[] = []
  const times = await inTurn(
    ROUNDS,
    () => timed(() => listed(files)),
    () => indexed({ worker, files, workers: 1 }, peaks),
    () => indexed({ worker, files }),
  )
  const [peer = 0, single = 0, pool = 0] = times.map(middle)
  note(
    `${GZIP_LAYERS} gzip layers, ${(bytes / MB).toFixed(0)} MB: gzip | tar ${peer.toFixed(0)} ms, ` +
      `one worker ${single.toFixed(0)} ms, the pool ${pool.toFixed(0)} ms`,
  )
  check('gzip layers by one worker against gzip -dc | tar -t', single / peer, 1.2, '×')
  check('gzip layers by the pool against gzip -dc | tar -t', pool / peer, 1, '×')
  check('gzip layers by one worker, peak memory', Math.max(...peaks), PEAK_MB, ' MB')
}

async function listed(files: readonly string[]): Promise<void> {
  for (const file of files) await run('sh', ['-c', 'gzip -dc "$0" | tar -t >/dev/null', file])
}

async function benchTree(): Promise<void> {
  const layers = madeUpLayers()
  const firstPage = () => {
    const tree = unionTree(unionOf(layers), true)
    return sortRows(childrenAt(tree, FOLDER) ?? [], 'size').slice(0, PAGE_ROWS)
  }
  const time = await median(5, firstPage)
  check(`union, tree and first page of ${ENTRIES} entries`, time, 1000, ' ms')
}

/** A base of three quarters of the entries, and two layers that write a part of it again and delete another. */
function madeUpLayers(): readonly LayerIndex[] {
  const base = (ENTRIES * 3) / 4
  const upper = ENTRIES / 8
  const entry = (file: number, kind: Entry['kind'], layer: number): Entry => ({
    path: fileName(file),
    kind,
    contentBytes: kind === 'file' ? file % 9999 : 0,
    mode: 0o644,
    uid: 0,
    gid: 0,
    modified: 1_700_000_000,
    ...(kind === 'file' && { hash: `${layer}-${file}` }),
  })
  const of = (layer: number, length: number, make: (index: number) => Entry): LayerIndex => ({
    diffId: `sha256:${String(layer).repeat(64)}` as string as DiffId,
    tarBytes: 0,
    entries: Array.from({ length }, (_, index) => make(index)),
    notes: [],
  })
  return [
    of(0, base, (index) => entry(index, 'file', 0)),
    of(1, upper, (index) => entry(index * 3, 'file', 1)),
    of(2, upper, (index) => entry(index * 5, index % 2 ? 'whiteout' : 'file', 2)),
  ]
}

const FOLDER = 'usr/lib'
const fileName = (file: number) =>
  `${FOLDER}/package-${Math.floor(file / 1000)}/module-${Math.floor(file / 40)}/file-${file}.js`

const STOCK_BYTES = 8 << 20
const TAR_END_BYTES = 1024

/** A tar of files of many lengths, cut out of a stock of bytes. */
function* tarOf(
  content: { readonly bytes: number; readonly files: number },
  stock: Buffer,
  seed: number,
): Generator<Uint8Array> {
  const random = randomOf(seed + 1)
  // Most files are small, and a few make up most of the bytes: the cube of an even spread has a mean of a quarter.
  const largest = (content.bytes / content.files) * 4
  for (let file = 0; file < content.files; file++) {
    const size = Math.min(Math.round(random() ** 3 * largest), stock.length >> 1)
    const at = Math.floor(random() * (stock.length - size))
    const tar = makeTar([{ name: fileName(file), content: stock.subarray(at, at + size) }])
    yield tar.subarray(0, -TAR_END_BYTES)
  }
  yield Buffer.alloc(TAR_END_BYTES)
}

/** Words of a vocabulary in any order with noise between them: gzip makes it two to three times smaller. */
function text(seed: number): Buffer {
  const random = randomOf(seed + 1)
  const words = Array.from({ length: 4000 }, () =>
    random()
      .toString(36)
      .slice(2, 4 + random() * 10),
  )
  let made = ''
  while (made.length < STOCK_BYTES) made += `${words[Math.floor(random() ** 2 * words.length)]} `
  return Buffer.from(made.slice(0, STOCK_BYTES), 'latin1')
}

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One file, as the build makes it: TypeScript's loader takes longer to start than the thread itself. */
async function bundledWorker(folder: string): Promise<string> {
  const source = fileURLToPath(new URL('../../lib/sources/layers/worker.ts', import.meta.url))
  const bundle = path.join(folder, 'worker.mjs')
  const flags = ['--bundle', '--minify', '--format=esm', '--platform=node']
  await run(path.resolve('node_modules/.bin/esbuild'), [source, ...flags, `--outfile=${bundle}`])
  return bundle
}

/** Milliseconds of indexing in a process of its own, whose memory holds nothing else. @param peaks  get its peak, MB */
async function indexed(task: IndexTask, peaks: number[] = []): Promise<number> {
  const program = fileURLToPath(new URL('./index-layers.ts', import.meta.url))
  const { stdout } = await run(process.execPath, ['--import', 'tsx', program, JSON.stringify(task)])
  const { ms, peakBytes } = JSON.parse(stdout) as Indexed
  peaks.push(peakBytes / MB)
  return ms
}
