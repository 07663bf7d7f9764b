import fc from 'fast-check'
import { compare } from 'semver'
import { describe, expect, it } from 'vitest'
import { classify } from './classify'
import { orderVersions } from './order'
import { readList } from './read-list'
import lists from './testdata/lists.json'
import ways from './testdata/ways.json'

const order = (tags: readonly string[]) => orderVersions(classify(tags)).rows.map(({ tag }) => tag)

const REAL: readonly (readonly string[])[] = [
  ...Object.values(lists).map(({ tags }) => Object.keys(tags)),
  ...Object.values(ways).map(({ tags }) => tags.split(' ')),
]
const ALL = [...new Set(REAL.flat())]
const drawn = fc.oneof(
  fc.constantFrom(...REAL).chain((list) => fc.shuffledSubarray([...list])),
  fc.uniqueArray(fc.constantFrom(...ALL), { maxLength: 40 }),
)
const number = fc.oneof(fc.nat(30), fc.bigInt(0n, 10n ** 30n)).map(String)
const semver = fc
  .tuple(number, number, number, fc.option(fc.tuple(fc.constantFrom('alpha', 'beta', 'rc'), number)))
  .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre ? `-${pre.join('.')}` : ''}`)

describe('the order of tags', () => {
  it('is total: of any three, the first before the second before the third', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...ALL), { minLength: 3, maxLength: 3 }), ([a, b, c]) => {
        // Of one tag or two no other decides, but for the names that a more precise one takes along.
        const first = (x: string, y: string) => order([x, y])[0] === x
        expect(first(a!, b!)).toBe(!first(b!, a!))
        const imprecise = orderVersions(classify([a!, b!, c!])).imprecise.size > 0
        if (first(a!, b!) && first(b!, c!) && !imprecise) {
          expect([first(a!, c!), order([c!, a!, b!])]).toEqual([true, [a, b, c]])
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('does not depend on the order in which tags come, and loses none', () => {
    fc.assert(
      fc.property(drawn, fc.infiniteStream(fc.nat()), (tags, keys) => {
        const shuffled = tags
          .map((tag) => ({ tag, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ tag }) => tag)
        expect(order(shuffled)).toEqual(order(tags))
        expect(order(tags).toSorted()).toEqual(tags.toSorted())
        const read = (list: readonly string[]) => readList(list, { reference: 'a' })
        expect(read(shuffled)).toEqual(read(tags))
      }),
    )
  })

  it('is that of semantic versions, with numbers of any length', () => {
    const small = semver.filter((text) => text.split(/[.-]/).every((part) => part.length < 16))
    fc.assert(
      fc.property(small, small, (a, b) => {
        if (compare(a, b) !== 0) expect(order([a, b])).toEqual([a, b].toSorted(compare))
      }),
    )
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 40n), fc.bigInt(0n, 10n ** 40n), (a, b) => {
        if (a !== b) expect(order([`1.${a}`, `1.${b}`])[0]).toBe(a < b ? `1.${a}` : `1.${b}`)
      }),
    )
  })

  it('puts pre-releases before their release and rebuilds after it, each by number', () => {
    const right = [
      ...[
        '1.0.dev3',
        '1.0a2',
        '1.0-alpha.10',
        '1.0-beta2',
        '1.0-beta10',
        '1.0-M3',
        '1.0-rc.1.dev1',
        '1.0rc1',
        '1.0-rc-2',
      ],
      ...['1.0', '1.0-1', '1.0-r9', '1.0-r10', '1.0-ls274', '1.1'],
    ]
    expect(order(right.toReversed())).toEqual(right)
  })

  it('puts a less precise name behind the newest release that it may name', () => {
    const { rows, imprecise } = orderVersions(
      classify(['1', '1.27', '1.27.9', '1.27.10', '1.28.0-rc.1', '2', '1-alpine', '1.2.3-alpine']),
    )
    expect(rows.map(({ tag }) => tag)).toEqual([
      '1.2.3-alpine',
      '1-alpine',
      '1.27.9',
      '1.27.10',
      '1.27',
      '1',
      '1.28.0-rc.1',
      '2',
    ])
    expect([...imprecise].map(({ tag }) => tag)).toEqual(['1', '1-alpine', '1.27'])
  })

  it('puts names without a number first, by name', () => {
    expect(order(['v2', 'latest', '1.0', 'edge', `sha256-${'0'.repeat(64)}.sig`])).toEqual([
      'edge',
      'latest',
      `sha256-${'0'.repeat(64)}.sig`,
      '1.0',
      'v2',
    ])
  })
})

describe('any list of names', () => {
  const name = fc.oneof(
    fc.stringMatching(/^\w[\w.+-]{0,20}$/),
    fc
      .array(
        fc.constantFrom(
          '1',
          '2',
          '010',
          '.',
          '-',
          '_',
          'rc',
          'alpine',
          'debian',
          'g',
          'abc1234',
          'v',
          'b',
          'T',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
    fc.constantFrom(...ALL),
    fc.string(),
  )
  it('is read with nothing lost: a name is a row, a channel, a pre-release, another variant or no image', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 30 }), (tags) => {
        const result = readList(tags, { reference: 'a', variant: '*', preReleases: true })
        if (!result.ok) throw new Error(result.detail)
        const { rows, channels, artifacts } = result.reading
        expect([...rows, ...channels, ...artifacts.map(({ tag }) => tag)].toSorted()).toEqual(tags.toSorted())
        const shown = readList(tags, { reference: 'a' })
        if (!shown.ok) throw new Error(shown.detail)
        expect(shown.reading.rows.length + shown.reading.channels.length > 0).toBe(
          artifacts.length < tags.length,
        )
      }),
    )
  })
})
