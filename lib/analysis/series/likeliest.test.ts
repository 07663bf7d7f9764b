import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Listed, likeliestOf, worthListing } from './likeliest'
import lists from './testdata/lists.json'

const versions = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `0.0.${index + from}`)
const listed = (repository: string, names: readonly string[], more: Partial<Listed> = {}): Listed => ({
  repository,
  names,
  inRegistry: true,
  ...more,
})
const street = (name: keyof typeof lists, repository: string) =>
  listed(repository, Object.keys(lists[name].tags))
/** What stands on a developer's host and in its registry beside the application. */
const BESIDE = [
  street('redis', 'localhost:5000/redis'),
  street('nginx', 'localhost:5000/nginx'),
  street('ubuntu', 'localhost:5000/base/ubuntu'),
  street('hello-world', 'localhost:5000/hello-world'),
  street('calver', 'localhost:5000/tools/calver'),
  listed('localhost:5000/aaa', ['latest']),
]

describe('likeliestOf', () => {
  it('takes the ways of versioning one application out of what else is there, never the first by the alphabet', () => {
    const ways = ['app-chained', 'app-fixed', 'app-custom'].map((name) =>
      listed(`localhost:5000/${name}`, versions(20)),
    )
    const found = likeliestOf([...BESIDE, ...ways])
    expect(found).toMatchObject({ by: 'words', text: 'app', common: 20 })
    expect(found?.repositories.toSorted()).toEqual(ways.map(({ repository }) => repository).toSorted())
  })

  it.each<[string, readonly string[], Partial<ReturnType<typeof likeliestOf>>]>([
    [
      'the articles’ names',
      ['docker-layer-linked', 'docker-layer-base-linked', 'docker-layer-base'],
      { text: 'docker-layer' },
    ],
    ['one name in several folders', ['chained/app', 'fixed/app'], { by: 'name', text: 'app' }],
    ['names that end alike', ['chained-app', 'fixed-app'], { by: 'words', text: 'app' }],
    ['a folder of their own', ['shop/linked', 'shop/squashed'], { by: 'folder', text: 'shop' }],
    ['nothing but their registry and all of their versions', ['chained', 'squashed'], { by: 'host' }],
  ])('knows them by %s', (_, names, expected) => {
    const ways = names.map((name) => listed(`localhost:5000/${name}`, versions(6)))
    const found = likeliestOf([...BESIDE, ...ways])
    expect(found).toMatchObject({ ...expected, common: 6 })
    expect(found?.repositories.toSorted()).toEqual(ways.map(({ repository }) => repository).toSorted())
  })

  it('finds nothing likely among official images, single tags and applications with versions of their own', () => {
    expect(likeliestOf(BESIDE)).toBeUndefined()
    expect(likeliestOf([listed('h:1/app-a', ['1']), listed('h:1/app-b', ['1'])])).toBeUndefined()
    const own = [listed('h:1/shop/api', versions(9)), listed('h:1/shop/web', versions(9, 50))]
    expect(likeliestOf(own)).toBeUndefined()
    expect(
      likeliestOf([listed('h:1/redis', versions(9)), listed('h:1/redis-exporter', versions(9, 50))]),
    ).toBeUndefined()
    expect(likeliestOf([])).toBeUndefined()
  })

  it('takes a copy under another host once, the one that a registry lists', () => {
    const local = ['app-chained', 'app-fixed'].map((name) =>
      listed(`docker.io/library/${name}`, versions(9), { inRegistry: false }),
    )
    const pushed = ['app-chained', 'app-fixed'].map((name) => listed(`localhost:5000/${name}`, versions(5)))
    const found = likeliestOf([...local, ...pushed])
    expect(found?.repositories.toSorted()).toEqual(['localhost:5000/app-chained', 'localhost:5000/app-fixed'])
  })

  it('takes the application with more versions in common, and the newer one of two alike', () => {
    const pair = (name: string, count: number, newest?: string) =>
      ['chained', 'fixed'].map((way) => listed(`h:1/${name}-${way}`, versions(count), { newest }))
    expect(likeliestOf([...pair('a', 3), ...pair('z', 30)])?.text).toBe('z')
    expect(likeliestOf([...pair('a', 9, '2025-01-01'), ...pair('z', 9, '2026-01-01')])?.text).toBe('z')
  })

  it('answers two or three of those it is given, in any order the same, whatever they are called', () => {
    const word = fc.constantFrom('app', 'web', 'chained', 'fixed', 'x')
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('-'))
    const one = fc.tuple(fc.constantFrom('h:1', 'docker.io', 'ghcr.io'), fc.option(word), name, fc.nat(5))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (some) => {
        const all = new Map(
          some.map(([host, folder, base, count]) => {
            const repository = [host, folder ?? 'library', base].join('/')
            return [repository, listed(repository, versions(count))] as const
          }),
        )
        const given = [...all.values()]
        const found = likeliestOf(given)
        expect(likeliestOf(given.toReversed())?.repositories.length).toBe(found?.repositories.length)
        if (!found) return
        expect([2, 3]).toContain(new Set(found.repositories).size)
        for (const repository of found.repositories) expect(all.has(repository)).toBe(true)
      }),
    )
  })
})

describe('worthListing', () => {
  it('asks for the lists of families alone, and of no repository of one tag', () => {
    const found = [
      ...BESIDE,
      listed('h:1/app-a', []),
      listed('h:1/app-b', []),
      listed('h:1/app-c', [], { tags: 1 }),
    ]
    const asked = worthListing(found).map(({ repository }) => repository)
    expect(asked.slice(0, 2).toSorted()).toEqual(['h:1/app-a', 'h:1/app-b'])
    expect(asked).not.toContain('h:1/app-c')
  })

  it('asks for twelve lists at most, however many repositories there are, and in little time', () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      listed(`h:1/team-${index % 40}/svc-${index}-x-y-z-a-b-c`, []),
    )
    const start = performance.now()
    expect(worthListing(many).length).toBe(12)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})
