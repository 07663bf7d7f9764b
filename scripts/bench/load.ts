import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { type App, startApp } from '../../e2e/engines/app'
import { filledRegistry } from './fixture'
import { check, middle, note, timed } from './limit'
import { started } from './started'

const TAGS = 100
const LAYERS = 10
const VIEWERS = 200
const SECONDS = 10
const PICTURES = 50
/** What proc(5) counts the time of a process in, a second. */
const TICKS = 100

/** Many viewers of one comparison: how many answers a second, how long one waits, and what of it stays in memory. */
export async function benchLoad(): Promise<void> {
  const registry = await filledRegistry(TAGS, LAYERS)
  const app = await started(startApp({ registries: [registry.host] }))
  const question = `s=${registry.host}/bench/app`
  const api = `/api/compare?${question}`
  const page = `/?${question}`
  const alone = await quiet(app, api)
  note(`${TAGS} tags alone: ${alone.toFixed(0)} ms, its page ${(await quiet(app, page)).toFixed(0)} ms`)
  await watch(app, api, SECONDS / 2)
  const before = residentBytes(app)
  const answers = await watch(app, api, SECONDS)
  const pages = await watch(app, page, SECONDS)
  check(`answers a second to ${VIEWERS} viewers of one comparison`, answers.rate, 500, '', true)
  check('99 of 100 of them are there after', answers.slow, 1000, ' ms')
  check(`pages a second to ${VIEWERS} viewers of one comparison`, pages.rate, 60, '', true)
  note(`99 of 100 pages are there after ${pages.slow.toFixed(0)} ms`)
  check('memory that stays after that', (residentBytes(app) - before) / 1e6, 100, ' MB')
  await benchPictures(app, question, api, alone)
}

/** Pictures that are asked for at one time, each another one, while somebody compares. */
async function benchPictures(app: App, question: string, other: string, alone: number): Promise<void> {
  const before = residentBytes(app)
  const agent = new Agent({ keepAlive: false })
  let open = PICTURES
  const drawn = Promise.all(
    Array.from({ length: PICTURES }, (_, index) =>
      ask(agent, `${app.url}/api/compare.png?${question}&show=both&dpr=${2 - index / 100}`).finally(
        () => open--,
      ),
    ),
  )
  const waits: number[] = []
  let most = 0
  while (open > 0) {
    waits.push(await timed(() => ask(agent, app.url + other)))
    most = Math.max(most, residentBytes(app))
  }
  await drawn
  check(`a comparison while ${PICTURES} pictures are drawn, against alone`, middle(waits) / alone, 3, '×')
  check('memory for that', (most - before) / 1e6, 500, ' MB')
}

async function quiet(app: App, path: string): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  for (let run = 0; run < 15; run++) times.push(await timed(() => ask(agent, app.url + path)))
  agent.destroy()
  return middle(times)
}

/** Each viewer asks again as soon as it is answered. @returns answers a second, and milliseconds at the 99th percentile */
async function watch(app: App, path: string, seconds: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: VIEWERS })
  const times: number[] = []
  const cpu = cpuMs(app)
  const start = performance.now()
  const end = start + seconds * 1000
  const view = async () => {
    while (performance.now() < end) times.push(await timed(() => ask(agent, app.url + path)))
  }
  await Promise.all(Array.from({ length: VIEWERS }, view))
  const rate = (times.length * 1000) / (performance.now() - start)
  agent.destroy()
  const sorted = times.toSorted((a, b) => a - b)
  const used = (cpuMs(app) - cpu) / times.length
  note(`${path.split('?')[0]}: the server computes ${used.toFixed(2)} ms for an answer`)
  return { rate, slow: sorted[Math.floor(sorted.length * 0.99)] ?? 0 }
}

/** Reads an answer to its end, as it came. @throws Error when its status is none of success */
function ask(agent: Agent, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(address, { agent, headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${address} answers ${answer.statusCode}`))
      answer.once('end', resolve).once('error', reject).resume()
    })
    asked.once('error', reject)
  })
}

/** Of the server's process, in and for the kernel. */
function cpuMs({ pid }: App): number {
  const [, times = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = times.split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
}

function residentBytes({ pid }: App): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) * 1024
}
