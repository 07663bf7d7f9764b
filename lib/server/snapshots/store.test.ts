import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeSnapshot } from '../../sources/snapshot'
import { readCompare } from '../compare'
import { readRepositories, readSources } from '../inventory'
import { TestRuntime } from '../runtime.testing'
import { readSnapshots } from './list'
import { Snapshots } from './store'

const never = new AbortController().signal
const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-snapshots-'))
})
afterEach(async () => {
  shared.strataRuntime = undefined
  await rm(folder, { recursive: true, force: true })
})

const made = (title: string) => writeSnapshot({ title, createdAt: '2026-01-02T03:04:05Z', images: [] })
async function* bytes(content: string | Uint8Array) {
  yield Buffer.from(content)
}
const file = (name: string) => path.join(folder, name)

describe('uploaded snapshots', () => {
  it('have a name of their content, so that a link means the same file', async () => {
    const store = new Snapshots([], 1 << 20)
    const text = made('One')
    const { name } = await store.upload(bytes(text), 'My file (1).strata.json')
    expect(name).toMatch(/^My-file-1--[0-9a-f]{12}$/)
    const packed = await store.upload(bytes(gzipSync(text)), 'My file (1).strata.json.gz')
    expect(packed.name).toBe(name)
    expect(await store.open(name, never)).toMatchObject({ title: 'One', createdAt: '2026-01-02T03:04:05Z' })
    expect(await store.names()).toEqual([name])
  })

  it('are evicted, the least recently used one first', async () => {
    const large = (title: string) => `${made(title)}${' '.repeat(600)}`
    const store = new Snapshots([], 1200)
    const names: string[] = []
    for (const title of ['a', 'b', 'c', 'd']) {
      names.push((await store.upload(bytes(large(title)), `${title}.strata.json`)).name)
      await store.open(names[0]!, never)
    }
    const kept = await store.names()
    expect(kept).toContain(names[0])
    expect(kept).toContain(names[3])
    expect(kept).not.toContain(names[1])
    await expect(store.open(names[1]!, never)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  it('are not kept when they cannot be read, and nothing is read of what says it is too long', async () => {
    const store = new Snapshots([], 1000)
    await expect(store.upload(bytes('{}'), 'x.json')).rejects.toMatchObject({
      failure: { code: 'bad-snapshot', at: 'x.json', problem: { code: 'other-format' } },
    })
    let asked = false
    async function* never() {
      asked = true
      yield Buffer.from('x')
    }
    await expect(store.upload(never(), 'x.json', 500_000_000)).rejects.toMatchObject({
      failure: { problem: { code: 'too-large', limitBytes: 1000 } },
    })
    expect(asked).toBe(false)
    expect(await store.names()).toEqual([])
  })
})

describe('snapshots of the configuration', () => {
  it('are files, and those of folders that have the ending', async () => {
    await mkdir(file('sub'))
    await writeFile(file('named.json'), made('Named'))
    await writeFile(file('sub/b.strata.json'), made('B'))
    await writeFile(file('sub/a.strata.json.gz'), gzipSync(made('A')))
    await writeFile(file('sub/other.txt'), 'no')
    const store = new Snapshots([file('named.json'), file('sub'), file('missing')], 1 << 20)
    expect(await store.names()).toEqual(['named.json', 'a.strata.json.gz', 'b.strata.json', 'missing'])
    expect((await store.open('a.strata.json.gz', never)).title).toBe('A')
    expect((await store.first(never))?.title).toBe('Named')
    for (const name of ['other.txt', '../named.json', file('named.json'), 'missing', '__proto__']) {
      await expect(store.open(name, never)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    }
  })

  it('are read again when they change', async () => {
    await writeFile(file('a.strata.json'), made('Old'))
    const store = new Snapshots([folder], 1 << 20)
    const [one, two] = await Promise.all([
      store.open('a.strata.json', never),
      store.open('a.strata.json', never),
    ])
    expect(one).toBe(two)
    await writeFile(file('a.strata.json'), made('New one'))
    await utimes(file('a.strata.json'), 1, 1)
    expect((await store.open('a.strata.json', never)).title).toBe('New one')
    await rm(file('a.strata.json'))
    await expect(store.open('a.strata.json', never)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    expect(await store.names()).toEqual([])
  })

  it('replace the sample when nothing live answers, the first that can be read', async () => {
    await writeFile(file('a.strata.json'), '{"format":"strata.snapshot","version":7}')
    await writeFile(file('b.strata.json'), made('Mine'))
    shared.strataRuntime = new TestRuntime(folder, undefined, { STRATA_SNAPSHOTS: folder })
    const sources = await readSources(never)
    expect(sources.sample).toBe(false)
    expect(sources.sources.at(-1)).toMatchObject({
      ok: true,
      description: { kind: 'snapshot', title: 'Mine' },
    })
    const asked = { strategies: [], basis: 'transfer', rule: 'auto', cache: 'none' } as const
    expect(await readCompare({ ...asked, source: 'auto' }, never)).toMatchObject({
      source: 'snapshot',
      snapshot: { name: 'b.strata.json', title: 'Mine' },
      strategies: [],
    })
    expect(await readCompare({ ...asked, source: 'sample' }, never)).toMatchObject({ source: 'sample' })
    expect((await readRepositories('', 'sample', never)).repositories.length).toBeGreaterThan(3)
    expect(await readSnapshots(never)).toMatchObject({
      snapshots: [
        { name: 'b.strata.json', title: 'Mine', href: '/?source=snapshot%3Ab.strata.json', tags: 0 },
      ],
      problems: [
        { code: 'bad-snapshot', at: 'a.strata.json', problem: { code: 'unknown-version', found: '7' } },
      ],
    })
  })
})
