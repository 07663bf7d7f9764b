import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilesInput } from '../analysis/question'
import { parseReference } from '../oci/reference'
import { readFiles } from './files'
import { readPlace } from './place'
import { localSource, TestRuntime } from './runtime.testing'

const never = new AbortController().signal
const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
const folder = mkdtempSync(`${tmpdir()}/strata-place-`)
beforeAll(() => {
  shared.strataRuntime = new TestRuntime(folder)
})
afterAll(() => {
  delete shared.strataRuntime
  rmSync(folder, { recursive: true, force: true })
})

const SMALL = 'localhost:5000/small/docker-layer-linked'
const inputOf = (name: string) => ({ reference: parseReference(name)!, source: 'sample' }) as const
const place = (name: string) => readPlace(inputOf(name), never)

describe('the place of a tag', () => {
  it('is among the releases of its series, with those that end below it, and what grew since the one before', async () => {
    const found = await place(`${SMALL}:0.0.3`)
    expect(found.tags.slice(0, 4).map(({ tag, ends }) => [tag, ends])).toEqual([
      ['0.0.1', 2],
      ['0.0.2', 3],
      ['0.0.3', undefined],
      ['0.0.4', undefined],
    ])
    expect(found).toMatchObject({
      at: 2,
      previous: `${SMALL}:0.0.2`,
      growth: { transfer: { kind: 'exact', value: 177_210 }, unpacked: { value: 176_964 } },
      grown: { rows: [{ path: 'test.txt', change: 'changed', aBytes: 88_482, bBytes: 176_964 }], more: 0 },
    })
  })

  it('of a first release has none before it, and all of its files are new', async () => {
    const { at, previous, growth, grown } = await place(`${SMALL}:0.0.1`)
    expect([at, previous]).toEqual([0, undefined])
    expect(growth.transfer).toMatchObject({ kind: 'unknown', why: { code: 'first-tag' } })
    expect(grown?.rows.map(({ path, change }) => [path, change])).toContainEqual([
      'packages/package.exe',
      'added',
    ])
    expect(grown?.rows).toHaveLength(4)
  })

  it('is in the series of its own variant, and none for a name without one', async () => {
    const names = ['1.0.0', '1.0.0-alpine', '1.1.0', '1.1.0-alpine', '1.2.0-rc.1', 'nightly']
    const source = localSource({ 'localhost:1/app': names.map((tag) => ({ tag })) })
    shared.strataRuntime = new TestRuntime(folder, source)
    const of = (tag: string) =>
      readPlace({ reference: parseReference(`localhost:1/app:${tag}`)!, source: 'auto' }, never)
    expect(await of('1.1.0-alpine')).toMatchObject({ at: 1, previous: 'localhost:1/app:1.0.0-alpine' })
    expect((await of('1.1.0')).tags.map(({ tag }) => tag)).toEqual(['1.0.0', '1.1.0'])
    expect(await of('1.2.0-rc.1')).toMatchObject({ at: 2, previous: 'localhost:1/app:1.1.0' })
    const { at, previous, growth, grown } = await of('nightly')
    expect([at, previous, grown]).toEqual([undefined, undefined, undefined])
    expect(growth.unpacked).toMatchObject({ kind: 'unknown', why: { code: 'no-place' } })
    shared.strataRuntime = new TestRuntime(folder)
  })
})

describe('files along a series', () => {
  const question: FilesInput = {
    ...{ view: 'union', layer: 3, path: '', sort: 'size', flat: false, query: '', hidden: false },
    ...{ offset: 0, limit: 100, along: ['0.0.1', '0.0.2', '0.0.3', '0.0.4'] },
  }
  const rowsOf = async (tag: string, more: Partial<FilesInput>) =>
    (await readFiles({ ...inputOf(`${SMALL}:${tag}`), ...question, ...more }, never)).rows

  it('stand in one order whichever tag is shown, those that it has not too', async () => {
    const [first, third, last] = [
      await rowsOf('0.0.1', { layer: 1 }),
      await rowsOf('0.0.3', { layer: 3 }),
      await rowsOf('0.0.4', { layer: 4 }),
    ]
    const names = ['packages', 'bin', 'filler', 'test.txt', 'tmp']
    for (const rows of [first, third, last]) expect(rows.map(({ path }) => path)).toEqual(names)
    const text = (rows: typeof first) => rows.find(({ path }) => path === 'test.txt')
    expect(text(first)).toMatchObject({ bytes: 44_241, since: undefined })
    expect(text(third)).toMatchObject({ bytes: 176_964, since: { how: 'grew', bytes: 88_482 } })
    expect(text(last)).toMatchObject({ bytes: 0, absent: true })
  })

  it('are the tag’s own below its top, of a layer, and with what is hidden', async () => {
    for (const more of [{ layer: 1 }, { layer: 4, view: 'layer' }, { layer: 4, hidden: true }] as const) {
      expect((await rowsOf('0.0.4', more)).some(({ absent }) => absent)).toBe(false)
    }
  })

  it('are the tag’s own where no other is named that is known', async () => {
    for (const along of [[], ['0.0.4'], ['0.0.9', '0.0.4'], ['0.0.1', '0.0.2']]) {
      expect(await rowsOf('0.0.4', { layer: 4, along })).toHaveLength(4)
    }
  })
})
