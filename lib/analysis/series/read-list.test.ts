import { describe, expect, it } from 'vitest'
import type { StrategyInput } from '../question'
import { foldTags } from './fold'
import { readList } from './read-list'
import recorded from './testdata/lists.json'
import ways from './testdata/ways.json'

interface Recorded {
  readonly scheme: string
  /** Per tag what it points to. */
  readonly tags: Readonly<Record<string, string>>
  readonly default: readonly string[]
  readonly aliases?: Readonly<Record<string, readonly string[]>>
  readonly channels?: readonly string[]
  readonly variants?: Readonly<Record<string, readonly string[]>>
  readonly preReleases?: readonly string[]
}
const LISTS: Readonly<Record<string, Recorded>> = recorded

interface Way {
  readonly tags: string
  readonly scheme: string
  readonly by?: string
  /** Rows by variant, the one shown first; behind a bar its channels. */
  readonly rows: Readonly<Record<string, string>>
}
const WAYS: Readonly<Record<string, Way>> = ways

const read = (tags: readonly string[], input: Omit<StrategyInput, 'reference'> = {}) => {
  const result = readList(tags, { reference: 'app', ...input })
  if (!result.ok) throw new Error(result.detail)
  return result.reading
}
const words = (text: string) => text.split(' ').filter(Boolean)

describe.each(Object.entries(LISTS))('the tags of %s', (_, list) => {
  const tags = Object.keys(list.tags)
  const fold = (input: Omit<StrategyInput, 'reference'> = {}) => {
    const { rows, channels, codeNames } = read(tags, input)
    return foldTags(rows, channels, (tag) => list.tags[tag], codeNames)
  }
  it('are the series that their maintainer would call the releases', () => {
    expect(read(tags).scheme).toBe(list.scheme)
    expect(fold().rows.map(({ tag }) => tag)).toEqual(list.default)
  })
  it('fold into rows under the most precise name', () => {
    const folded = fold().rows.filter(({ aliases }) => aliases.length > 0)
    expect(Object.fromEntries(folded.map(({ tag, aliases }) => [tag, aliases.toSorted()]))).toEqual(
      list.aliases ?? {},
    )
    expect(fold().channels).toEqual(list.channels ?? [])
  })
  it('have their variants and pre-releases as series of their own', () => {
    for (const [variant, rows] of Object.entries(list.variants ?? {})) {
      expect(fold({ variant }).rows.map(({ tag }) => tag)).toEqual(rows)
    }
    const { preReleases } = read(tags)
    expect(preReleases).toEqual({ tags: list.preReleases?.length ?? 0, shown: false })
    expect(read(tags, { preReleases: true }).rows).toEqual(
      expect.arrayContaining([...(list.preReleases ?? [])]),
    )
  })
})

describe.each(Object.entries(WAYS))('tags as %s has them', (_, { tags, scheme, by = 'version', rows }) => {
  const reading = read(words(tags))
  it(`are numbered by ${scheme}, ordered by ${by}`, () => {
    expect([reading.scheme, reading.orderedBy]).toEqual([scheme, by])
  })
  it.each(Object.entries(rows))('in the variant "%s" are in order', (variant, expected) => {
    const shown = read(words(tags), { variant })
    const [names = '', channels = ''] = expected.split('|')
    expect([shown.variant, shown.rows, shown.channels]).toEqual([variant, words(names), words(channels)])
  })
  it('show the first of their variants', () => expect(reading.variant).toBe(Object.keys(rows)[0]))
})

describe('readList', () => {
  it('says how many names fit, and some', () => {
    expect(read(['1.0.0', 'latest', '1.1.0', '1.1.0-alpine', `sha256-${'a'.repeat(64)}`]).evidence).toEqual({
      fits: 3,
      of: 4,
      examples: ['1.0.0', '1.1.0'],
    })
  })

  it('takes signatures and fallback tags for what they are, by name', () => {
    const [a, b] = ['a'.repeat(64), '1'.repeat(128)]
    const { artifacts, rows, channels } = read([
      `sha256-${a}.sig`,
      `sha512-${b}.att`,
      `sha512-${a}`,
      `sha256-${a}.sbom`,
      `sha256-${b}x`,
    ])
    expect(artifacts).toEqual([
      { tag: `sha256-${a}.sbom`, kind: 'sbom', subject: `sha256:${a}` },
      { tag: `sha256-${a}.sig`, kind: 'signature', subject: `sha256:${a}` },
      { tag: `sha512-${b}.att`, kind: 'attestation', subject: `sha512:${b}` },
      { tag: `sha512-${a}`, kind: 'artifact', subject: `sha512:${a}` },
    ])
    expect([...rows, ...channels]).toEqual([`sha256-${b}x`])
  })

  it('counts variants, the plain one first and then the largest', () => {
    const tags = ['1.0-slim', '1.0', '1.0-alpine', '1.1-alpine', 'latest', 'slim-fixed', 'alpine']
    expect(read(tags).variants).toEqual([
      { name: '', tags: 3 },
      { name: 'alpine', tags: 3 },
      { name: 'slim', tags: 1 },
    ])
  })

  it('shows what the filter leaves: the plain variant, else the largest, else whatever matches', () => {
    const tags = [
      '1.0',
      '1.0-alpine',
      '1.1-alpine',
      '1.1-slim',
      '1.2-rc.1',
      'latest',
      `sha256-${'a'.repeat(64)}.sig`,
    ]
    const shown = (filter: string, variant?: string) => {
      const { rows, channels, variant: name } = read(tags, { filter, variant })
      return [name, ...rows, ...channels].join(' ')
    }
    expect(shown('1.0*')).toBe(' 1.0')
    expect(shown('1.1*')).toBe('alpine 1.1-alpine')
    expect(shown('1.1*', 'slim')).toBe('slim 1.1-slim')
    expect(shown('1.0*', 'slim')).toBe(' 1.0')
    expect(shown('1.2*')).toBe(' 1.2-rc.1')
    expect(shown('l*')).toBe(' latest')
    expect(shown('*.sig')).toBe(` sha256-${'a'.repeat(64)}.sig`)
    expect(read(tags, { filter: '1.1*' })).toMatchObject({
      evidence: { of: 6 },
      variants: read(tags).variants,
    })
    expect(read([`sha256-${'a'.repeat(64)}.sig`])).toMatchObject({ rows: [], channels: [] })
  })

  it('shows pre-releases where there is nothing else, or when asked', () => {
    const tags = ['1.0-rc1', '1.0-rc2']
    expect(read(tags)).toMatchObject({ rows: tags, preReleases: { tags: 2, shown: true } })
    expect(read([...tags, 'latest'], { preReleases: false })).toMatchObject({
      rows: [],
      channels: ['latest'],
    })
    expect(read([...tags, '1.0'])).toMatchObject({ rows: ['1.0'], preReleases: { tags: 2, shown: false } })
    expect(read([...tags, '1.0'], { preReleases: true }).rows).toEqual([...tags, '1.0'])
  })

  it('shows all variants in one series when asked', () => {
    const { rows, imprecise } = read(['1.1', '1.1-alpine', '1.0-alpine', '1.0.3', '1'], { variant: '*' })
    expect(rows).toEqual(['1.0-alpine', '1.0.3', '1.1', '1', '1.1-alpine'])
    expect(imprecise).toEqual(['1'])
  })

  it('orders by the groups of a pattern: numbers before text, names that do not match first', () => {
    const tags = ['b2-9', 'b2-10', 'b10-1', 'x', 'b2-a', 'a']
    expect(read(tags, { order: '/^b(\\d+)-(\\w+)$/', variant: '*' })).toMatchObject({
      rows: ['b2-9', 'b2-10', 'b2-a', 'b10-1'],
      channels: ['a', 'x'],
      orderedBy: 'groups',
    })
    expect(read(['1.1', '1.0', '2.0'], { order: '/^1\\.(\\d)/' }).rows).toEqual(['2.0', '1.0', '1.1'])
    expect(read(['a-0010', 'a-9'], { order: '/(\\d+)$/', variant: '*' }).rows).toEqual(['a-9', 'a-0010'])
    expect(read(['a-x1', 'a-1'], { order: '/a-(x)?\\d/', variant: '*' }).rows).toEqual(['a-1', 'a-x1'])
  })

  it.each(['/(a+)+/', '/(/', `/${'a'.repeat(200)}/`] as const)('refuses the order %s', (order) => {
    expect(readList(['1'], { reference: 'a', order })).toMatchObject({ ok: false })
  })

  it('orders by name, or leaves the order to the time of creation, when asked', () => {
    expect(read(['1.10', '1.9'], { order: 'name' })).toMatchObject({
      rows: ['1.10', '1.9'],
      orderedBy: 'name',
    })
    expect(read(['1.10', '1.9'], { order: 'created' })).toMatchObject({
      rows: ['1.9', '1.10'],
      orderedBy: 'created',
    })
    expect(readList(['1'], { reference: 'a', filter: '/(/' }).ok).toBe(false)
  })

  it('reads thousands of build numbers', () => {
    const tags = Array.from({ length: 3000 }, (_, index) => `b${String(index).padStart(5, '0')}`)
    expect(read(tags.toReversed())).toMatchObject({ scheme: 'build', rows: tags, variant: '', channels: [] })
  })

  it.each([
    ['numbers of many parts', (index: number) => `${index}${'.0'.repeat(120)}.${index % 3}`],
    ['words alone', (index: number) => `a${'-b'.repeat(120)}-${index}x`],
    ['a variant each', (index: number) => `1-x${index}y`],
    ['names of one release', (index: number) => `${'v-'.repeat(index % 100)}${'0'.repeat(index / 100)}1`],
    ['separators', (index: number) => `${'-_.'.repeat(80)}${index}`],
  ])('reads a hostile list in time: %s', (_, tagOf) => {
    const tags = ['1.1', ...Array.from({ length: 3000 }, (__, index) => tagOf(index))]
    const start = performance.now()
    expect(read(tags).variants.length).toBeLessThanOrEqual(200)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('of nothing is empty', () => {
    expect(read([])).toMatchObject({
      rows: [],
      channels: [],
      variant: '',
      scheme: 'names',
      orderedBy: 'name',
    })
  })
})
