// Longer than most: every list as repositories have them, asked of API, files and command.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { NextRequest } from 'next/server'
import papaparse from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET } from '@/app/api/[file]/route'
import { imageOfTag } from '@/lib/analysis/compare/tag-image'
import type { CompareReport, StrategyReport, TagCellId, TagReport } from '@/lib/analysis/report'
import type { ArtifactKind } from '@/lib/oci/artifact'
import { TestRuntime } from '@/lib/server/runtime.testing'
import { readSeries } from '@/lib/server/series'
import { registrySource } from '@/lib/sources/registry'
import type { ImageSource } from '@/lib/sources/source'
import { commandEnvironment, run, STRATA } from '../engines/command'
import { officialRecords, STREET_DATA, statesAt } from '../engines/official-records'
import { type StreetRegistry, startStreetRegistry } from '../engines/street-registry'

/** What is right for a repository. */
interface Right {
  readonly scheme?: string
  readonly default?: readonly string[]
  readonly aliases?: Readonly<Record<string, readonly string[]>>
  readonly variants?: Readonly<Record<string, readonly string[]>>
  readonly preReleases?: readonly string[]
  readonly channels?: readonly string[]
  readonly unreadable?: Readonly<Record<string, string>>
}

const rightOf = (file: string): Readonly<Record<string, Right>> =>
  JSON.parse(readFileSync(path.join(STREET_DATA, file), 'utf8'))
const STREET = rightOf('expected.json')
const OFFICIAL = rightOf('official-expected.json')
const LISTS = [...Object.entries(STREET), ...Object.entries(OFFICIAL)].flatMap(([name, right]) =>
  right.default ? [{ name, right, series: right.default }] : [],
)

/** Release after release, three other names each: 2,000 tags of 500 images. */
const ALIASED = Object.fromEntries(
  Array.from({ length: 500 }, (_, n) => `1.${n}`).flatMap((minor) => [
    [`${minor}.0`, { layers: [['os', 30_000_000] as const, [minor, 1_000_000] as const] }],
    ...[minor, `v${minor}.0`, `${minor}.0-r0`].map((name) => [name, { same: `${minor}.0` }]),
  ]),
)

const { signal } = new AbortController()
let registry: StreetRegistry
let folder: string
let env: Record<string, string>
const before = { ...process.env }

beforeAll(async () => {
  registry = await startStreetRegistry({ more: { aliased: ALIASED } })
  folder = mkdtempSync(path.join(tmpdir(), 'strata-street-'))
  env = { ...commandEnvironment(undefined, folder), STRATA_DAEMON: 'off', STRATA_REGISTRIES: registry.host }
  // The route answers in this process.
  Object.assign(process.env, env)
})
afterAll(async () => {
  process.env = before
  rmSync(folder, { recursive: true, force: true })
  await registry?.stop()
})

async function api(file: string, repository: string, options = '', more = ''): Promise<string> {
  const s = encodeURIComponent(`${registry.host}/${repository}${options}`)
  const request = new NextRequest(`http://127.0.0.1:3000/api/${file}?s=${s}${more}`)
  const answer = await GET(request, { params: Promise.resolve({ file }) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${file} of ${repository} answers ${answer.status}: ${text}`)
  return text
}

async function seriesOf(repository: string, options = '', more = ''): Promise<StrategyReport> {
  const report: CompareReport = JSON.parse(await api('compare', repository, options, more))
  return report.strategies[0]!
}

const names = ({ tags }: StrategyReport) => tags.map(({ tag }) => tag)
const value = ({ cells }: TagReport, id: TagCellId) => {
  const cell = cells[id]
  return cell && 'value' in cell ? cell.value : undefined
}

const having = (what: keyof Right) => LISTS.filter(({ right }) => right[what])

describe('a list', () => {
  it.each(LISTS)(
    'of $name shows the releases of its plain variant, first to last',
    async ({ name, right, series }) => {
      // Unasked, an index of one image is read whatever its platform.
      const report = await seriesOf(name, '', '&platform=linux/amd64')
      expect(names(await seriesOf(name))).toEqual(series)
      expect(names(report)).toEqual(series)
      if (right.scheme) expect(report.reading?.scheme).toBe(right.scheme)
      for (const { tag, failures } of report.tags) {
        expect(failures.length, tag).toBe(right.unreadable?.[tag] ? 1 : 0)
      }
    },
  )

  it.each(having('aliases'))(
    'of $name folds other names of an image into its row',
    async ({ name, right }) => {
      const report = await seriesOf(name)
      const folded = report.tags.flatMap(({ tag, aliases = [] }) =>
        aliases.length > 0 ? [[tag, [...aliases].sort()]] : [],
      )
      expect(Object.fromEntries(folded)).toEqual(
        Object.fromEntries(Object.entries(right.aliases ?? {}).map(([tag, all]) => [tag, [...all].sort()])),
      )
      const open = await seriesOf(name, ';fold=0')
      expect(open.tags.every(({ aliases = [] }) => aliases.length === 0)).toBe(true)
    },
  )

  it.each(having('variants'))(
    'of $name offers its variants, each a series of its own',
    async ({ name, right }) => {
      const { reading } = await seriesOf(name)
      for (const [variant, tags] of Object.entries(right.variants ?? {})) {
        const offered = reading?.variants.find((one) => one.name === variant)
        expect(offered?.tags).toBeGreaterThanOrEqual(tags.length)
        expect(names(await seriesOf(name, `;variant=${variant}`))).toEqual(tags)
      }
    },
  )

  it.each(having('preReleases'))(
    'of $name leaves pre-releases out, with a count, and shows them when asked',
    async ({ name, right, series }) => {
      const pre = right.preReleases ?? []
      expect((await seriesOf(name)).reading?.preReleases).toEqual({ tags: pre.length, shown: false })
      const shown = await seriesOf(name, ';pre=1')
      expect(shown.reading?.preReleases).toEqual({ tags: pre.length, shown: true })
      expect(names(shown)).toEqual(expect.arrayContaining([...pre]))
      expect(names(shown).filter((tag) => !pre.includes(tag))).toEqual(series)
    },
  )

  it.each(having('channels'))(
    'of $name tells the names that are no place in the order',
    async ({ name, right }) => {
      expect((await seriesOf(name)).reading?.channels).toEqual(expect.arrayContaining([...right.channels!]))
    },
  )

  it.each(LISTS)('of $name says the same in files', async ({ name, series }) => {
    const csv = await api('compare.csv', name, '', '&card=total')
    const versions = papaparse.parse<string[]>(csv).data.map(([version]) => version)
    expect(versions.slice(1, series.length + 1)).toEqual(series)
  })
})

it.each(['floating', 'rebuilds', 'signed'])('the command says the same of %s', async (name) => {
  const reference = `${registry.host}/${name}`
  const ran = await run(process.execPath, [STRATA, 'compare', reference, '--card=total', '-f', 'csv'], {
    env,
  })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(timeless(ran.stdout.toString())).toBe(timeless(await api('compare.csv', name, '', '&card=total')))
})

const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*(?: UTC)?/g, 'TIME')

describe('figures', () => {
  it('of a floating list count each image once: its twin is no update that costs nothing', async () => {
    const { tags } = await seriesOf('floating', '', '&basis=transfer')
    expect(tags.map((tag) => value(tag, 'cached:transfer'))).toEqual([
      31_000_000, 1_000_001, 1_000_002, 1_000_003, 1_000_004, 1_000_005,
    ])
  })

  it('of an index within an index are those of the image in it', async () => {
    const { tags } = await seriesOf('nested')
    expect(tags.map((tag) => value(tag, 'registry'))).toEqual([31_000_000, 31_000_001])
  })

  it('of a platform that stands twice are those of the image that Docker takes', async () => {
    const { tags } = await seriesOf('twice')
    expect(tags.map((tag) => value(tag, 'registry'))).toEqual([31_000_000])
    expect(tags[0]?.image?.alternatives).toMatchObject([{ for: 'podman', transferBytes: 20_700_000 }])
  })

  it('do not take a size of 0 for the truth', async () => {
    const { tags } = await seriesOf('lies')
    const cell = tags[0]?.cells.registry
    expect(cell).toBeDefined()
    expect(cell).not.toMatchObject({ kind: 'exact', value: 30_000_000 })
  })

  it.each(['redis', 'nginx', 'ubuntu'])('of %s are the sums of the bytes on record', async (name) => {
    const states = statesAt(officialRecords(name))
    for (const tag of (await seriesOf(name)).tags) {
      const layers = states.get(tag.tag)?.amd64?.layers
      if (!layers) continue
      const blobs = new Map(layers.map(({ digest, bytes }) => [digest, bytes]))
      const total = [...blobs.values()].reduce((sum, bytes) => sum + bytes, 0)
      expect([tag.tag, value(tag, 'layers'), value(tag, 'registry')]).toEqual([tag.tag, layers.length, total])
      expect(value(tag, 'uncached:transfer')).toBe(total)
    }
  })
})

it.each(['redis', 'nginx'])('of %s says which tags moved since a host pulled them', async (name) => {
  const at = '2022-01-15'
  const past = await startStreetRegistry({ at })
  try {
    const old = registrySource({ host: past.host })
    const tagsOf = async () => await old.tags({ host: past.host, repository: name }, signal)
    /** The host as it was: the images of then, under the names of now. */
    const host: ImageSource = {
      kind: 'daemon',
      name: 'then',
      describe: old.describe,
      tags: async () => (await tagsOf()).map((entry) => ({ ...entry, inRegistry: true })),
      async image({ reference, platform }, own) {
        const image = await old.image({ reference: { ...reference, host: past.host }, platform }, own)
        return { ...image, origins: [{ kind: 'daemon', name: 'then', at }], imageId: image.configDigest }
      },
    }
    const run = new TestRuntime(folder, host, { STRATA_REGISTRIES: registry.host })
    const strategy = { reference: `${registry.host}/${name}`, variant: '*', fold: false }
    const question = {
      strategies: [strategy],
      basis: 'transfer',
      rule: 'auto',
      cache: 'earlier',
      source: 'auto',
    } as const
    const place = { run, daemon: await run.daemon(signal), offline: undefined }
    const facts = await readSeries(place, strategy, question, signal)
    const records = officialRecords(name)
    const [then, now] = [statesAt(records, at), statesAt(records)]
    const isMoved = (tag: string) =>
      then.has(tag) && then.get(tag)?.index.digest !== now.get(tag)?.index.digest
    const moved = facts.tags.map(imageOfTag).filter((tag) => tag.moved)
    expect(moved.length).toBeGreaterThan(0)
    expect(moved.map(({ facts: { tag } }) => tag)).toEqual(facts.tags.map(({ tag }) => tag).filter(isMoved))
    for (const {
      facts: { tag },
      image,
    } of moved)
      expect(image?.layers.map(({ blob }) => blob?.digest)).toEqual(
        now.get(tag)?.amd64?.layers.map(({ digest }) => digest),
      )
  } finally {
    await past.stop()
  }
})

it('names what else is in a repository, with its bytes', async () => {
  const other = (await seriesOf('signed')).reading?.other ?? []
  const found = Object.fromEntries(other.map(({ kind, tags, bytes }) => [kind, { tags, bytes }]))
  const kinds: readonly ArtifactKind[] = ['signature', 'sigstore-bundle', 'build-cache', 'helm-chart']
  expect(Object.keys(found).sort()).toEqual([...kinds].sort())
  expect(found.signature).toMatchObject({ tags: 3 })
  expect(found['build-cache']).toMatchObject({ tags: 1, bytes: { value: 5_002_000 } })
  expect(found['helm-chart']).toMatchObject({ tags: 1, bytes: { value: 12_000 } })
  expect(names(await seriesOf('signed', ';take=-3'))).toEqual(['1.0.0', '1.1.0', '1.2.0'])
})

describe('a long list', () => {
  it('is read to its end from a server that does not say where the next page is', async () => {
    const { tagsFound } = await seriesOf('page3000')
    expect(tagsFound).toBe(3000)
  })

  it('of many other names costs hardly more than a HEAD for each', async () => {
    const mark = registry.requests().length
    const { tagsFound } = await seriesOf('aliased')
    expect(tagsFound).toBe(2000)
    expect(registry.requests().length - mark).toBeLessThanOrEqual(1.3 * 2000)
  })

  it('shows its last images, each with its other names, however many these are', async () => {
    const { tags } = await seriesOf('aliased')
    expect(tags.map(({ tag }) => tag)).toEqual(Array.from({ length: 200 }, (_, n) => `1.${300 + n}.0`))
    expect(tags.filter(({ aliases = [] }) => aliases.length !== 3).map(({ tag }) => tag)).toEqual([])
  })
})
