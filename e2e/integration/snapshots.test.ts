import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PullReport } from '@/lib/analysis/downloads-report'
import type { CompareReport } from '@/lib/analysis/report'
import type { OpenSnapshot } from '@/lib/link/snapshots'
import { type App, startApp } from '../engines/app'
import { type Docker, startDocker } from '../engines/docker'
import { type Registry, startRegistry } from '../engines/registry'
import { buildStrategies, type Strategies } from '../engines/strategies'

let registry: Registry
let docker: Docker
let live: App
let elsewhere: App
let names: Strategies
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-saved-'))
  ;[registry, docker] = await Promise.all([startRegistry(), startDocker()])
  names = await buildStrategies(docker, registry.prefix)
  // One tag is on this host alone, and one is another image in the registry.
  await docker.tag(`${names.chained}:0.0.1`, `${names.custom}:9.9.9`)
  await docker.tag(`${names.chained}:0.0.2`, `${names.fixed}:0.0.4`)
  ;[live, elsewhere] = await Promise.all([
    startApp({ dockerHost: docker.host, registries: [registry.host] }),
    startApp(),
  ])
})
afterAll(async () => {
  await Promise.all([live?.stop(), elsewhere?.stop(), docker?.stop(), registry?.stop()])
  await rm(folder, { recursive: true, force: true })
})

const asked = () =>
  new URLSearchParams([
    ['s', `${names.chained};name=Chained`],
    ['s', `${names.fixed};colour=4`],
    ['s', `${names.custom};take=-3`],
    ['s', names.base],
  ])
async function save(search: URLSearchParams): Promise<string> {
  const view = new URLSearchParams({ view: `/downloads?${search}`, title: 'Before', notes: 'As built' })
  const answer = await fetch(`${live.url}/api/snapshot?${view}`)
  expect(answer.status).toBe(200)
  return answer.text()
}
async function open(app: App, body: string | Uint8Array<ArrayBuffer>): Promise<OpenSnapshot> {
  const answer = await fetch(`${app.url}/api/snapshots?name=saved.strata.json`, { method: 'POST', body })
  expect(answer.status).toBe(200)
  return (await answer.json()) as OpenSnapshot
}
const cellsOf = ({ strategies }: CompareReport) =>
  strategies.map(({ name, colour, kind, cells, tags }) => ({
    name,
    colour,
    kind,
    cells,
    tags: tags.map(({ tag, reference, moved, cells: own }) => ({ tag, reference, moved, cells: own })),
  }))

describe('a snapshot of a real engine and a real registry', () => {
  it.each(['earlier', 'previous', 'base', 'none', 'daemon'])(
    'gives the same cells where there is neither, with %s in the cache',
    async (cache) => {
      const text = await save(asked())
      const { name } = await open(elsewhere, cache === 'base' ? gzipSync(text) : text)
      for (const rule of ['auto', 'classic', 'containerd', 'prefix-only']) {
        for (const basis of ['transfer', 'unpacked']) {
          const switches = `cache=${cache}&rule=${rule}&basis=${basis}`
          const before = await live.get<CompareReport>(`/api/compare?${asked()}&${switches}`)
          const after = await elsewhere.get<CompareReport>(`/api/compare?source=snapshot:${name}&${switches}`)
          expect(cellsOf(after)).toEqual(cellsOf(before))
          expect(after.verdicts).toEqual(before.verdicts)
          expect(after).toMatchObject({ source: 'snapshot', engine: before.engine, rule: before.rule })
        }
      }
      const moved = await live.get<CompareReport>(`/api/compare?${asked()}`)
      expect(moved.strategies[1]!.tags.at(-1)!.moved).toBeDefined()
    },
  )

  it('explains a pull in the same way', async () => {
    const { name } = await open(elsewhere, await save(asked()))
    const pull = new URLSearchParams({ s: names.custom, tag: '0.0.4', cache: 'daemon' })
    const before = await live.get<PullReport>(`/api/pull?${pull}`)
    expect(before.layers.length).toBeGreaterThan(1)
    const after = await elsewhere.get<PullReport>(`/api/pull?${pull}&source=snapshot:${name}`)
    expect(after.layers).toEqual(before.layers)
  })

  it('stands beside the live tags after these have changed', async () => {
    const search = new URLSearchParams({ s: `${names.chained};name=Now` })
    const before = await live.get<CompareReport>(`/api/compare?${search}`)
    const { strategies, name } = await open(live, await save(search))
    expect(strategies).toMatchObject([{ reference: names.chained, from: name }])
    // The newest tag becomes the one before it.
    await docker.tag(`${names.chained}:0.0.2`, `${names.chained}:0.0.4`)
    await docker.push(`${names.chained}:0.0.4`)
    search.append('s', `${names.chained};name=Before;from=${name}`)
    await expect
      .poll(
        async () => {
          const { strategies: shown } = await live.get<CompareReport>(`/api/compare?${search}`)
          return shown.map(({ tags }) => tags.at(-1)!.image?.layers.length)
        },
        { timeout: 30_000 },
      )
      .toEqual([3, 5])
    const report = await live.get<CompareReport>(`/api/compare?${search}`)
    expect(cellsOf(report)[1]!.tags).toEqual(cellsOf(before)[0]!.tags)
    expect(report.strategies.map(({ from }) => from?.name)).toEqual([undefined, name])
  })
})

describe('npm start -- --open', () => {
  const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))
  const run = (...args: readonly string[]) =>
    new Promise<{ code: number; stderr: string }>((resolve) => {
      const env = { ...process.env, STRATA_DAEMON: 'off', CI: '1', HOME: folder, STRATA_CACHE_DIR: folder }
      execFile(
        process.execPath,
        [START, '--port', '0', ...args],
        { env, timeout: 60_000 },
        (error, _, stderr) => resolve({ code: Number(error?.code ?? 0), stderr }),
      )
    })

  it('shows the file as it was saved, and says so', async () => {
    const file = path.join(folder, 'mine.strata.json.gz')
    await writeFile(file, gzipSync(await save(asked())))
    const app = await startApp({ open: [file] })
    try {
      expect(app.greeting()).toContain('“Before” of')
      expect(app.greeting()).toContain(`${app.url}/downloads?source=snapshot%3Amine.strata.json.gz`)
      const report = await app.get<CompareReport>('/api/compare')
      expect(report).toMatchObject({
        source: 'snapshot',
        snapshot: { name: 'mine.strata.json.gz', title: 'Before', notes: 'As built' },
      })
      expect(report.strategies).toHaveLength(4)
    } finally {
      await app.stop()
    }
  })

  it('ends with the reason when the file cannot be opened', async () => {
    const cut = path.join(folder, 'cut.strata.json')
    await writeFile(cut, (await save(asked())).slice(0, 5000))
    const { code, stderr } = await run('--open', cut)
    expect(stderr).toContain('“cut.strata.json” cannot be opened. It ends too early')
    expect(code).toBe(1)
    expect(await run('--open', path.join(folder, 'missing.json'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no file'),
    })
    expect((await run('stray')).code).toBe(2)
  })
})
