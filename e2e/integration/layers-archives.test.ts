import { createReadStream, mkdirSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { copyFile, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CompareReport } from '@/lib/analysis/report'
import { findProgram } from '../../scripts/programs.mjs'
import { type App, startApp } from '../engines/app'
import { type Docker, startDocker } from '../engines/docker'
import { capture } from '../engines/process'
import { type Registry, startRegistry } from '../engines/registry'
import { buildStrategies, type Strategies, TAGS } from '../engines/strategies'
import { chainOf, listingOf, scanAll, walk } from './layer-oracle'

let folder: string
let registry: Registry
let docker: Docker
/** Reads the registry and the engine. */
let live: App
/** Opens archives of a folder, and nothing else. */
let opening: App
/** Takes uploads, and nothing else. */
let taking: App
let names: Strategies
/** References by the archive that holds them. */
const held = new Map<string, readonly string[]>()
const skopeo = findProgram('skopeo')

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-archives-'))
  registry = await startRegistry()
  docker = await startDocker({ name: 'archives' })
  names = await buildStrategies(docker, registry.prefix, 0.001)
  await makeArchives()
  const registries = [registry.host]
  ;[live, opening, taking] = await Promise.all([
    startApp({ dockerHost: docker.host, registries }),
    startApp({ env: { STRATA_ARCHIVES: folder } }),
    startApp(),
  ])
})
afterAll(async () => {
  if (docker && !docker.owned) await docker.forget(registry.prefix)
  await Promise.all([live?.stop(), opening?.stop(), taking?.stop(), docker?.stop(), registry?.stop()])
  rmSync(folder, { recursive: true, force: true })
})

/** What the engine saves (before Docker 25 in the old layout), and what skopeo makes of a registry's images. */
async function makeArchives(): Promise<void> {
  const references = (name: string) => TAGS.map((tag) => `${name}:${tag}`)
  const at = (name: string) => path.join(folder, name)
  held.set('saved.tar', references(names.chained))
  await docker.cli('save', '--output', at('saved.tar'), ...references(names.chained))
  if (!skopeo) return
  const copy = (from: string, to: string) =>
    capture(skopeo, ['--insecure-policy', 'copy', '--src-tls-verify=false', `docker://${from}`, to])
  const [, , fixed = ''] = references(names.fixed)
  const [, custom = ''] = references(names.custom)
  await copy(fixed, `oci-archive:${at('layout.tar')}:${fixed}`)
  held.set('layout.tar', [fixed])
  await copy(custom, `docker-archive:${at('skopeo.tar')}:${custom}`)
  held.set('skopeo.tar', [custom])
}

const cases = ['saved.tar', ...(skopeo ? ['layout.tar', 'skopeo.tar'] : [])]

/** What is shown of images, for comparing. */
async function shown(app: App, reference: string, source: string) {
  await scanAll(app, [reference], source)
  const { layers, waste, files } = await chainOf(app, reference, source)
  const figures = layers.map(({ diffId, chainId, storedBytes, hiddenBytes, contributionBytes }) => {
    return { diffId, chainId, storedBytes, hiddenBytes, contributionBytes }
  })
  expect(files.known).toBe(files.layers)
  const union = await walk(app, reference, 'union', layers.length - 1, source)
  const top = await walk(app, reference, 'layer', layers.length - 1, source)
  return { figures, waste, union: listingOf(union), top: top.map(({ path: name, change }) => [name, change]) }
}

function expectRepositories({ source, strategies }: CompareReport, references: readonly string[]) {
  const tags = strategies.flatMap(({ repository, tags: own }) => own.map(({ tag }) => `${repository}:${tag}`))
  expect([source, tags]).toEqual(['archive', references])
  for (const { problems, tags: own } of strategies) {
    expect(problems).toEqual([])
    for (const { failures } of own) expect(failures).toEqual([])
  }
}

describe.each(cases)('%s', (file) => {
  it('opened from the folder shows its repositories, and the files that the registry has', async () => {
    const source = `archive:${file}`
    expect(await opening.get('/api/archives')).toEqual({ archives: [...held.keys()].sort(), waiting: 0 })
    expectRepositories(await opening.get(`/api/compare?source=${source}`), held.get(file)!)
    for (const reference of held.get(file)!)
      expect(await shown(opening, reference, source)).toEqual(await shown(live, reference, 'auto'))
  })

  it('uploaded shows the same, at once', async () => {
    const name = await uploaded(file)
    const source = `archive:${name}`
    expect(await taking.get('/api/archives')).toMatchObject({ archives: expect.arrayContaining([name]) })
    const report = await taking.get<CompareReport>(`/api/compare?source=${source}&basis=unpacked`)
    expectRepositories(report, held.get(file)!)
    for (const reference of held.get(file)!) {
      expect((await chainOf(taking, reference, source)).problems).toEqual([])
      expect(await shown(taking, reference, source)).toEqual(await shown(live, reference, 'auto'))
    }
    await expectUnpackedAsOnEngine(report)
  })

  it('reports how a layer is packed when the archive holds it packed', async () => {
    const [reference = ''] = held.get(file)!
    const packings = async (app: App, source: string) =>
      (await chainOf(app, reference, source)).layers.map(({ packing }) => packing)
    const expected = await packings(live, 'auto')
    const packed = file === 'layout.tar' ? expected : expected.map(() => undefined)
    expect(await packings(opening, `archive:${file}`)).toEqual(packed)
    expect(await packings(taking, `archive:${await uploaded(file)}`)).toEqual(packed)
  })
})

async function uploaded(file: string): Promise<string> {
  const answer = await post(`/api/archives?name=${file}`, createReadStream(path.join(folder, file)))
  expect(answer.status).toBe(200)
  const { name } = (await answer.json()) as { name: string }
  expect(name).toMatch(new RegExp(`^${file.replace('.tar', '')}-[0-9a-f]{12}$`))
  return name
}

/** The layers' sizes were counted from the files; `docker history` has them of the engine. */
async function expectUnpackedAsOnEngine({ strategies, layers }: CompareReport): Promise<void> {
  for (const { repository, tags } of strategies) {
    for (const { tag, image } of tags) {
      const history = await docker.cli(
        'history',
        '--human=false',
        '--format={{.Size}}',
        `${repository}:${tag}`,
      )
      const sizes = history.split('\n').map(Number).filter(Boolean).reverse()
      const own = image?.layers.map((at) => layers[at]?.unpackedBytes)
      expect(own?.filter(Boolean)).toEqual(sizes)
    }
  }
}

function post(target: string, body: Readable, headers: Readonly<Record<string, string>> = {}) {
  const stream = Readable.toWeb(body) as ReadableStream
  return fetch(taking.url + target, { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit)
}

describe('an upload', () => {
  const tiny = () => Readable.from([Buffer.alloc(10)])

  it.each([
    ['from a page of another site', '/api/archives', { origin: 'http://evil' }, 403],
    ['from another site of this machine', '/api/archives', { 'sec-fetch-site': 'same-site' }, 403],
    ['to another name of this machine', '/api/archives', { host: 'evil.example' }, 421],
    ['elsewhere', '/api/chain?reference=a', {}, 405],
    ['to a part of it', '/api/archives/x', {}, 405],
  ])('%s is refused', async (_, target, headers, status) => {
    if ('host' in headers) {
      // `fetch` sets the host by itself.
      const args = ['-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', `Host: ${headers.host}`]
      const answered = await capture('curl', [...args, '--data', 'x', taking.url + target])
      expect(Number(answered)).toBe(status)
    } else expect((await post(target, tiny(), headers)).status).toBe(status)
  })

  it('of what is no archive, or is cut, is refused with the reason, and the next one is read', async () => {
    const whole = path.join(folder, 'saved.tar')
    const bytes = await readFile(whole)
    const cases: readonly (readonly [Readable, string])[] = [
      [Readable.from([Buffer.alloc(4096, 'x')]), 'corrupt'],
      [Readable.from([bytes.subarray(0, bytes.length / 2)]), 'truncated'],
    ]
    for (const [body, code] of cases) {
      const answer = await post('/api/archives?name=x.tar', body)
      expect([answer.status, await answer.json()]).toMatchObject([422, { code }])
    }
    await uploaded('saved.tar')
  })

  it('that breaks off leaves the app as it was', async () => {
    const before = await taking.get('/api/archives')
    const stop = new AbortController()
    async function* broken() {
      yield await readFile(path.join(folder, 'saved.tar')).then((bytes) => bytes.subarray(0, 1_000_000))
      stop.abort()
      await new Promise(() => undefined)
    }
    const body = Readable.toWeb(Readable.from(broken())) as ReadableStream
    const init = { method: 'POST', body, duplex: 'half', signal: stop.signal } as RequestInit
    await expect(fetch(`${taking.url}/api/archives?name=broken.tar`, init)).rejects.toThrow()
    expect(await taking.get('/api/archives')).toEqual(before)
  })
})

describe('an archive of the folder', () => {
  it('that is cut, or is none, gives a reason; a name that is not listed is not found', async () => {
    const cut = path.join(folder, 'cut.tar')
    await copyFile(path.join(folder, 'saved.tar'), cut)
    truncateSync(cut, 400_000)
    mkdirSync(path.join(folder, 'folder.tar'))
    const ask = async (name: string) => {
      const answer = await fetch(`${opening.url}/api/chain?reference=a&source=archive:${name}`)
      const { code } = (await answer.json()) as { code: string }
      return [answer.status, code]
    }
    expect(await ask('cut.tar')).toEqual([502, 'malformed'])
    expect(await ask('folder.tar')).toEqual([502, 'unreachable'])
    for (const name of ['absent.tar', '../archives/cut.tar', '/etc/passwd', ''])
      expect(await ask(encodeURIComponent(name))).toEqual([
        name === '' ? 400 : 404,
        name === '' ? 'bad-query' : 'not-found',
      ])
    rmSync(cut)
    rmSync(path.join(folder, 'folder.tar'), { recursive: true })
  })
})
