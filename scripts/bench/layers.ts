import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, statSync } from 'node:fs'
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { createGzip } from 'node:zlib'
import type { Entry, LayerIndex } from '../../lib/layerfs/entry'
import { DEFAULT_LIMITS } from '../../lib/layerfs/limits'
import { type TreeNode, unionTree } from '../../lib/layerfs/tree'
import { unionOf } from '../../lib/layerfs/union'
import type { DiffId } from '../../lib/oci/digest'
import { WorkerPool } from '../../lib/sources/layers/pool'
import { check, median } from './limit'

const run = promisify(execFile)

const MB = 1e6
const GB = 1e9
/** Bytes of content, number of files, and how quick it must be where dive is not at hand. */
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
export async function benchLayers(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'strata-bench-'))
  try {
    const worker = await bundledWorker(folder)
    return [await benchPlain(folder, worker), await benchGzip(folder, worker), await benchTree()].every(
      Boolean,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function benchPlain(folder: string, worker: string): Promise<boolean> {
  const usual = await plain(folder, worker, 'layer of 330 MB, 15,000 files', USUAL)
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < LARGE_NEEDS_BYTES) {
    console.log('     layer of 2 GB: left out, the disk has less than 6 GB free')
    return usual.kept
  }
  const large = await plain(folder, worker, 'layer of 2 GB, 120,000 files', LARGE)
  return [
    usual.kept,
    large.kept,
    // Six times the bytes: of them nothing stays, but the list of eight times as many files does.
    check('peak memory, 2 GB against 330 MB', large.peak / usual.peak, 2, '×'),
  ].every(Boolean)
}

async function plain(folder: string, worker: string, name: string, content: typeof USUAL | typeof LARGE) {
  const tar = path.join(folder, 'layer.tar')
  const image = path.join(folder, 'image.tar')
  try {
    await pipeline(Readable.from(tarOf(content, 'noise', 1)), createWriteStream(tar))
    if (DIVE) await writeImage(folder, tar, image)
    const ours: Indexed[] = []
    const dive: number[] = []
    // Taken turn about, so that what else the machine does meets both.
    for (let round = 0; round < ROUNDS; round++) {
      if (DIVE) dive.push(Number((await run(DIVE, [image, path.join(folder, 'dive.json')])).stdout))
      ours.push(await indexed({ worker, files: [tar], workers: 1 }))
    }
    const time = middle(ours.map(({ ms }) => ms))
    const peak = Math.max(...ours.map(({ peakBytes }) => peakBytes)) / MB
    const speed = statSync(tar).size / time / MB
    console.log(`     ${name}: ${time.toFixed(0)} ms, ${speed.toFixed(2)} GB/s, the thread's start included`)
    const isQuick = DIVE
      ? check(`${name} against dive (${middle(dive).toFixed(0)} ms)`, time / middle(dive), 1, '×')
      : content.leastGBs === undefined || check(name, speed, content.leastGBs, ' GB/s', true)
    const isSmall = check(`${name}, peak memory`, peak, PEAK_MB, ' MB')
    return { peak, kept: isQuick && isSmall }
  } finally {
    await rm(tar, { force: true })
    await rm(image, { force: true })
  }
}

/** The layer alone in an archive as `docker save` writes it. */
async function writeImage(folder: string, layer: string, image: string): Promise<void> {
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
}

async function benchGzip(folder: string, worker: string): Promise<boolean> {
  const files = Array.from({ length: GZIP_LAYERS }, (_, index) => path.join(folder, `${index}.tar.gz`))
  await Promise.all(
    files.map((file, seed) =>
      pipeline(Readable.from(tarOf(GZIPPED, 'text', seed)), createGzip(), createWriteStream(file)),
    ),
  )
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const [peer, single, pool, peak]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    peer.push(await median(1, () => listed(files)))
    const one = await indexed({ worker, files, workers: 1 })
    const several = await indexed({ worker, files })
    single.push(one.ms)
    pool.push(several.ms)
    peak.push(one.peakBytes / MB)
  }
  console.log(
    `     ${GZIP_LAYERS} gzip layers, ${(bytes / MB).toFixed(0)} MB: gzip | tar ${middle(peer).toFixed(0)} ms, ` +
      `one worker ${middle(single).toFixed(0)} ms, the pool ${middle(pool).toFixed(0)} ms`,
  )
  return [
    check('gzip layers by one worker against gzip -dc | tar -t', middle(single) / middle(peer), 1.2, '×'),
    check('gzip layers by the pool against gzip -dc | tar -t', middle(pool) / middle(peer), 1, '×'),
    check('gzip layers by one worker, peak memory', Math.max(...peak), PEAK_MB, ' MB'),
  ].every(Boolean)
}

async function listed(files: readonly string[]): Promise<void> {
  for (const file of files) await run('sh', ['-c', 'gzip -dc "$0" | tar -t >/dev/null', file])
}

async function benchTree(): Promise<boolean> {
  const layers = madeUpLayers()
  const time = await median(5, () => firstPage(unionTree(unionOf(layers), true)))
  return check(`union, tree and first page of ${ENTRIES} entries`, time, 1000, ' ms')
}

/** The rows that are seen first: largest first, directories opened on the way down. */
function firstPage(root: TreeNode): readonly TreeNode[] {
  const rows: TreeNode[] = []
  const visit = ({ children }: TreeNode) => {
    for (const child of children.toSorted((a, b) => b.bytes - a.bytes)) {
      if (rows.length >= PAGE_ROWS) return
      rows.push(child)
      visit(child)
    }
  }
  visit(root)
  return rows
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

const fileName = (file: number) =>
  `usr/lib/package-${Math.floor(file / 1000)}/module-${Math.floor(file / 40)}/file-${file}.js`

const BLOCK = 512
const STOCK_BYTES = 8 << 20

interface Content {
  readonly bytes: number
  readonly files: number
}

/** A tar of files of many lengths, cut out of a stock of bytes. */
function* tarOf(content: Content, of: 'noise' | 'text', seed: number): Generator<Uint8Array> {
  const stock = of === 'noise' ? noise(STOCK_BYTES, seed + 1) : text(STOCK_BYTES, seed + 1)
  const random = randomOf(seed + 1)
  // Most files are small, and a few make up most of the bytes: the cube of an even spread has a mean of a quarter.
  const largest = (content.bytes / content.files) * 4
  for (let file = 0; file < content.files; file++) {
    const size = Math.min(Math.round(random() ** 3 * largest), stock.length >> 1)
    const at = Math.floor(random() * (stock.length - size))
    const padding = (BLOCK - (size % BLOCK)) % BLOCK
    yield Buffer.concat([
      tarHeader(fileName(file), size),
      stock.subarray(at, at + size),
      Buffer.alloc(padding),
    ])
  }
  yield Buffer.alloc(2 * BLOCK)
}

function tarHeader(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, digits: number) =>
    block.write(value.toString(8).padStart(digits, '0'), at, 'latin1')
  block.write(name, 0, 'latin1')
  octal(0o644, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  octal(size, 124, 11)
  octal(1_700_000_000, 136, 11)
  block.write('        0', 148, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  )
  block[154] = 0
  return block
}

/** Bytes that no packer makes smaller. */
function noise(length: number, seed: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(`${seed}`).digest()
}

/** Words of a vocabulary in any order with noise between them: gzip makes it two to three times smaller. */
function text(length: number, seed: number): Buffer {
  const random = randomOf(seed)
  const words = Array.from({ length: 4000 }, () =>
    random()
      .toString(36)
      .slice(2, 4 + random() * 10),
  )
  let made = ''
  while (made.length < length) made += `${words[Math.floor(random() ** 2 * words.length)]} `
  return Buffer.from(made.slice(0, length), 'latin1')
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

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

interface Task {
  readonly worker: string
  readonly files: readonly string[]
  /** The pool's own choice when absent. */
  readonly workers?: number
}

interface Indexed {
  readonly ms: number
  readonly peakBytes: number
}

/** One file, as the build makes it: TypeScript's loader takes longer to start than the thread itself. */
async function bundledWorker(folder: string): Promise<string> {
  const source = fileURLToPath(new URL('../../lib/sources/layers/worker.ts', import.meta.url))
  const bundle = path.join(folder, 'worker.mjs')
  const esbuild = path.resolve('node_modules/.bin/esbuild')
  await run(esbuild, [
    source,
    '--bundle',
    '--minify',
    '--format=esm',
    '--platform=node',
    `--outfile=${bundle}`,
  ])
  return bundle
}

/** Indexes in a process of its own, whose memory holds nothing else. */
async function indexed(task: Task): Promise<Indexed> {
  const self = fileURLToPath(import.meta.url)
  const { stdout } = await run(process.execPath, ['--import', 'tsx', self, JSON.stringify(task)])
  return JSON.parse(stdout) as Indexed
}

async function index({ worker, files, workers }: Task): Promise<Indexed> {
  let peakBytes = 0
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  }, 5)
  const start = performance.now()
  const pool = new WorkerPool(DEFAULT_LIMITS, workers, () => new Worker(worker, { execArgv: [] }))
  const { signal } = new AbortController()
  const layers = files.map((file) => ({
    kind: 'file' as const,
    path: file,
    offset: 0,
    bytes: statSync(file).size,
  }))
  await Promise.all(layers.map((layer) => pool.index(layer, () => {}, signal)))
  const ms = performance.now() - start
  clearInterval(look)
  await pool.close()
  return { ms, peakBytes }
}

const [, program, task] = process.argv
if (program === fileURLToPath(import.meta.url) && task) {
  process.stdout.write(JSON.stringify(await index(JSON.parse(task) as Task)))
}
