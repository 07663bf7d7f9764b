import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Docker, startDocker } from '../../e2e/engines/docker'
import { type Registry, startRegistry } from '../../e2e/engines/registry'
import { noise } from '../../e2e/engines/strategies'
import { type Link, simulatePull, type TimedLayer } from '../../lib/analysis/pull/timeline'
import { findProgram } from '../programs.mjs'
import { check, inTurn, note } from './limit'
import { started, startedFolder } from './started'

const MB = 1e6
const PULLS = 2
/** dockerd downloads three layers at a time, and asks for `/v2/` and the manifest before the first. */
const LINE = { bandwidth: 20 * MB, latencyMs: 20, concurrency: 3, manifestRequests: 2 }
/** What the page takes by default. */
const DEFAULT_UNPACK = 100 * MB
/** How long a line that stood idle may be quicker than it is: timers are late by a millisecond or more. */
const BURST_MS = 20
const FILE_BYTES = 100_000

type Content = 'noise' | 'text'
interface LayerPlan {
  readonly bytes: number
  readonly content: Content
}

/** Unpacked bytes of each layer, base first. Text is half its length when compressed. */
const IMAGES: Readonly<Record<string, readonly LayerPlan[]>> = {
  '1 layer of 60 MB': [{ bytes: 60 * MB, content: 'noise' }],
  '5 layers of 16 MB, compressible': Array.from({ length: 5 }, () => ({ bytes: 16 * MB, content: 'text' })),
  '12 layers of 1 to 8 MB, every other compressible': [1, 8, 3, 6, 2, 7, 5, 4, 8, 1, 6, 3].map(
    (size, index) => ({ bytes: size * MB, content: index % 2 === 0 ? 'noise' : 'text' }),
  ),
}
const CALIBRATION = '1 layer of 60 MB'

/**
 * Real pulls over a line of known speed against `simulatePull`. It is a rough model: it leaves out what a layer
 * costs whatever its size (some 80 ms here), so that it says too little for many small layers on a fast line.
 */
export async function benchPullTime(): Promise<void> {
  const lack = lacking()
  if (lack) return note(`pull times: skipped, ${lack}`)
  const folder = startedFolder()
  const registry = await started(startRegistry())
  const images = await pushImages(registry, folder)
  const puller = await started(startDocker({ name: 'puller' }))
  const line = await started(slowLine(registry.host))
  const pull = async (host: string, { reference }: Pushed) => {
    const times = await timePull(puller, `${host}/${reference}`, folder)
    await puller.cli('rmi', `${host}/${reference}`)
    return times
  }
  const calibration = images.find(({ name }) => name === CALIBRATION)!
  const warmPull = () => pull(registry.host, calibration)
  // The engine's first pull finds it cold.
  await warmPull()
  const [warm = []] = await inTurn(PULLS, warmPull)
  // The quicker one each time: what else the machine does only ever adds.
  const unpack = unpackSpeed(calibration, Math.min(...warm.map((times) => times.unpackMs)))
  const overhead = Math.min(...warm.map((times) => times.overheadMs))
  note(
    `unpacked ${(unpack / MB).toFixed(0)} MB/s (the page's default: ${DEFAULT_UNPACK / MB}), ` +
      `${overhead.toFixed(0)} ms for every pull`,
  )

  const ratios: number[] = []
  for (const image of images) {
    const { unpackMs } = await pull(registry.host, image)
    const [pulls = []] = await inTurn(PULLS, () => pull(line.host, image))
    const real = pulls.map(({ totalMs }) => totalMs)
    const predicted = (unpackBytesPerSecond: number) =>
      totalOf(image.layers, { ...LINE, unpackBytesPerSecond }) + overhead
    const ratio = predicted(unpack) / Math.min(...real)
    const byDefault = predicted(DEFAULT_UNPACK) / Math.min(...real)
    ratios.push(ratio)
    note(
      `pull of ${image.name}: ${real.map((ms) => ms.toFixed(0)).join(' and ')} ms, predicted ` +
        `${predicted(unpack).toFixed(0)} ms: ${ratio.toFixed(2)}×, ${byDefault.toFixed(2)}× with the page's default; ` +
        `unpacked ${(unpackSpeed(image, unpackMs) / MB).toFixed(0)} MB/s from a fast line`,
    )
  }
  check('pull time predicted / real (a rough model), the least', Math.min(...ratios), 0.6, '×', true)
  check('pull time predicted / real (a rough model), the most', Math.max(...ratios), 1.3, '×')
}

function lacking(): string | undefined {
  if (process.getuid?.() !== 0) return 'they need root'
  if (!findProgram('dockerd')) return 'they need dockerd (Debian: apt-get install docker.io)'
  if (process.env.STRATA_TEST_DOCKER_HOST)
    return 'they need an engine that holds nothing, and STRATA_TEST_DOCKER_HOST names another'
  return undefined
}

interface Pushed {
  readonly name: string
  /** Without the host. */
  readonly reference: string
  readonly layers: readonly TimedLayer[]
}

/** Builds and pushes all images with an engine that is gone afterwards. */
async function pushImages(registry: Registry, folder: string): Promise<readonly Pushed[]> {
  const builder = await startDocker({ name: 'builder' })
  try {
    const pushed: Pushed[] = []
    for (const [index, [name, plan]] of Object.entries(IMAGES).entries()) {
      const context = path.join(folder, `image-${index}`)
      plan.forEach((layer, depth) => {
        writeLayer(path.join(context, `${depth}`), layer, `${name}, ${depth}`)
      })
      const repository = `${registry.prefix}/pull-time-${index}`.slice(registry.host.length + 1)
      const copies = plan.map((_, depth) => `COPY ${depth} /${depth}\n`).join('')
      const reference = `${registry.host}/${repository}:1`
      await builder.build(reference, context, `FROM scratch\n${copies}CMD ["none"]\n`)
      await builder.push(reference)
      const manifest = await registry.manifest(repository, '1')
      const layers = manifest.layers.map(
        ({ size }, depth): TimedLayer => ({
          way: 'download',
          transferBytes: size,
          unpackedBytes: plan[depth]!.bytes,
        }),
      )
      pushed.push({ name, reference: `${repository}:1`, layers })
    }
    return pushed
  } finally {
    await builder.stop()
  }
}

function writeLayer(folder: string, { bytes, content }: LayerPlan, seed: string): void {
  mkdirSync(folder, { recursive: true })
  const all = content === 'noise' ? noise(bytes, seed) : Buffer.from(noise(bytes / 2, seed).toString('hex'))
  for (let from = 0; from < bytes; from += FILE_BYTES)
    writeFileSync(path.join(folder, `${from}`), all.subarray(from, from + FILE_BYTES))
}

/** Bytes per second; of several layers a little too few, for the first may have waited for the next. */
function unpackSpeed({ layers }: Pushed, unpackMs: number): number {
  return (layers.reduce((sum, layer) => sum + layer.unpackedBytes, 0) / unpackMs) * 1000
}

function totalOf(layers: readonly TimedLayer[], link: Link): number {
  const timeline = simulatePull(layers, link)
  if (!timeline.ok) throw new Error(`simulatePull: ${timeline.problem}`)
  return timeline.totalMs
}

interface PullTimes {
  /** From the start of the command to its end. */
  readonly totalMs: number
  /** From the first layer that is there to the last that is unpacked. */
  readonly unpackMs: number
  /** Before the first layer is asked for, and after the last is unpacked. */
  readonly overheadMs: number
}

/** Runs `docker pull` and takes the time of what it says. */
async function timePull(docker: Docker, reference: string, folder: string): Promise<PullTimes> {
  const command = findProgram(process.env.STRATA_TEST_DOCKER, '/usr/bin/docker', 'docker')!
  const start = performance.now()
  const child = spawn(command, ['--host', docker.host, 'pull', reference], {
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, DOCKER_CONFIG: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const said: { line: string; at: number }[] = []
  createInterface(child.stdout).on('line', (line) => said.push({ line, at: performance.now() - start }))
  const [code] = await ended
  if (code !== 0) throw new Error(`docker pull ${reference} failed`)
  const totalMs = performance.now() - start
  const first = (end: string) => said.find(({ line }) => line.endsWith(end))?.at ?? 0
  const unpackedAt = said.findLast(({ line }) => line.endsWith('Pull complete'))?.at ?? totalMs
  return {
    totalMs,
    unpackMs: unpackedAt - first('Download complete'),
    overheadMs: first('Pulling fs layer') + totalMs - unpackedAt,
  }
}

/** A TCP proxy on loopback: every answer's first byte is late, and all connections share one bandwidth. */
async function slowLine(host: string): Promise<{ host: string; stop(): Promise<void> }> {
  const [hostname, port] = host.split(':') as [string, string]
  const sockets = new Set<Socket>()
  let freeAt = 0
  const waitForTurn = (bytes: number) => {
    const now = performance.now()
    freeAt = Math.max(freeAt, now - BURST_MS) + (bytes / LINE.bandwidth) * 1000
    return freeAt > now ? sleep(freeAt - now) : undefined
  }
  const server = createServer((front) => {
    const behind = connect(Number(port), hostname)
    let isAsked = true
    front.on('data', () => {
      isAsked = true
    })
    for (const socket of [front, behind]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    front.pipe(behind)
    front.on('close', () => behind.destroy())
    pipeline(
      behind,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          if (isAsked) await sleep(LINE.latencyMs)
          isAsked = false
          await waitForTurn(chunk.length)
          yield chunk
        }
      },
      front,
    ).catch(() => behind.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
