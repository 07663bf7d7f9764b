import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
import { parseSnapshot } from '../../sources/snapshot'
import { compareReport } from '../compare/report'
import type { CompareReport } from '../report'
import { NOTES, notesOf } from './index'
import { layer, linesOf, reportOf } from './series.testing'

/** A base and a layer of its own a tag. @param own  bytes of these, first to last */
const onBase = (...own: number[]) =>
  own.map((bytes, index) => [layer('os', 1000), layer('libs', 500), layer(`app ${index}`, bytes)])

describe('the release that grew most', () => {
  it('is the planted one', () => {
    const [note] = reportOf(onBase(100, 105, 110, 108, 9108, 9110)).notes
    expect(note).toMatchObject({
      code: 'grew-most',
      strategy: 0,
      tag: 4,
      basis: 'transfer',
      data: { typical: 5 },
    })
    expect(note?.figure).toEqual({ kind: 'exact', value: 9000, unit: 'bytes' })
  })

  it('does not stand out where others change as much, down as well as up, or by next to nothing', () => {
    expect(linesOf(reportOf(onBase(100, 200, 300, 450)))).toEqual([])
    expect(linesOf(reportOf(onBase(900, 100, 900, 100, 900)))).toEqual([])
    expect(linesOf(reportOf(onBase(100, 100, 101, 101, 101)))).toEqual([])
    expect(linesOf(reportOf(onBase(100, 100, 102, 102, 102)))).toEqual(['grew-most 3 2'])
    expect(linesOf(reportOf(onBase(100, 90, 80, 70)))).toEqual([])
  })

  it('is told by three releases or more that say what they grew by', () => {
    expect(linesOf(reportOf(onBase(100, 105, 9000)))).toEqual([])
    expect(linesOf(reportOf(onBase(100, 105, 110, 9000)))).toEqual(['grew-most 4 8890'])
    const [a, b, c, d] = onBase(100, 105, 110, 9000)
    expect(linesOf(reportOf([a!, b!, null, c!, d!]))).toEqual([])
  })

  it('is told in the other basis where the one asked is not known at all, and only there', () => {
    const local = onBase(100, 105, 110, 9000).map((tag) =>
      tag.map((one) => ({ ...one, transfer: undefined })),
    )
    expect(reportOf(local).notes.map(({ basis, figure }) => [basis, figure.kind])).toEqual([
      ['unpacked', 'exact'],
    ])
    expect(
      reportOf([...local.slice(0, 3), onBase(100, 105, 110, 9000)[3]!]).notes.map(({ basis }) => basis),
    ).toEqual(['unpacked'])
    const [first, second, ...rest] = onBase(100, 105, 110, 9000)
    expect(
      reportOf([first!, second!, ...rest.map((tag) => tag.map((one) => ({ ...one, transfer: undefined })))])
        .notes,
    ).toEqual([])
  })
})

describe('the tag at which the base changes', () => {
  const on = (base: string, app: string) => [layer(base, 1000), layer(`${base} libs`, 500), layer(app, 10)]
  it('is the one that shares less than the others', () => {
    const report = reportOf(['a', 'a', 'a', 'b', 'b', 'b'].map((base, index) => on(base, `app ${index}`)))
    const [note] = report.notes.filter(({ code }) => code === 'base-changed')
    expect(note).toMatchObject({ tag: 3, data: { kept: 0, base: '' } })
    expect(note?.figure).toBe(report.strategies[0]?.tags[3]?.cells['cached:transfer'])
    expect(note?.figure).toMatchObject({ value: 1510 })
  })

  it('is none where each tag has a base of its own, or all have one', () => {
    expect(linesOf(reportOf(['a', 'b', 'c', 'd', 'e'].map((base) => on(base, 'app'))))).toEqual([])
    expect(linesOf(reportOf(['1', '2', '3', '4'].map((app) => on('a', app))))).toEqual([])
    expect(linesOf(reportOf(['a', 'b'].map((base) => on(base, 'app'))))).toEqual([])
  })

  it('stands with its place where what an update downloads is not known', () => {
    const unsized = ['a', 'a', 'a', 'b', 'b'].map((base, index) =>
      on(base, `app ${index}`).map(({ name }) => ({ name })),
    )
    expect(linesOf(reportOf(unsized))).toEqual(['base-changed 4 —'])
  })
})

describe('the tag at which a chain breaks', () => {
  const names = [...'abcdefgh'].map((name) => layer(name, 10))
  const chain = [1, 2, 3, 4, 5].map((count) => names.slice(0, count))
  it('is the one that does not hold the tag before', () => {
    const squashed = [names[0]!, layer('squashed', 40)]
    const report = reportOf([...chain, squashed, [...squashed, layer('next', 10)]])
    expect(report.notes).toMatchObject([{ code: 'chain-broke', tag: 5, data: { kept: 1, of: 5 } }])
    expect(report.notes[0]?.figure).toMatchObject({ value: 40 })
  })
  it('is none in a whole chain, nor where the tags between could not be read', () => {
    expect(linesOf(reportOf(chain))).toEqual([])
    expect(linesOf(reportOf([...chain, null, names.slice(2)]))).toEqual([])
  })
})

describe('the layer limit', () => {
  const tagOf = (count: number) => Array.from({ length: count }, (_, index) => layer(`l${index}`, 10))
  it('is told at the first tag that comes near it, and at the first that passes it', () => {
    const near = [110, 112, 113, 114].map(tagOf)
    expect(linesOf(reportOf(near))).toEqual(['layer-limit 3 113'])
    expect(linesOf(reportOf([...near, tagOf(125), tagOf(126), tagOf(127)]))).toContain('layer-limit 6 126')
    expect(linesOf(reportOf(near, { rule: 'containerd' }))).toEqual([])
  })
})

describe('the notes of recorded series', () => {
  const recorded = (file: string, repository: string, basis: 'transfer' | 'unpacked'): CompareReport => {
    const { images } = parseSnapshot(readFileSync(`public/${file}.strata.json`, 'utf8'), file)
    const tags = images.flatMap((snapshot) => {
      const reference = parseReference(snapshot.reference)
      return reference?.repository === repository ? [{ tag: reference.tag!, snapshot, failures: [] }] : []
    })
    const series = {
      input: { reference: repository },
      repository: { host: 'localhost:5000', repository },
      tags,
      tagsFound: tags.length,
      problems: [],
    }
    return compareReport(
      { strategies: [], basis, rule: 'classic', cache: 'earlier', source: 'auto' },
      { at: '', source: 'sample', series: [series], known: [] },
    )
  }

  it.each(['docker-layer-linked', 'docker-layer-base-linked', 'docker-layer-base'])(
    'are none of the first four releases of %s: the articles’ series do as their kind does',
    (repository) => {
      for (const basis of ['transfer', 'unpacked'] as const) {
        const report = recorded('sample', repository, basis)
        const tags = report.strategies[0]!.tags.slice(0, 4)
        expect(notesOf({ ...report, strategies: [{ ...report.strategies[0]!, tags }] })).toEqual([])
      }
    },
  )

  it.each([
    ['library/redis', ['grew-most 6.2.13 5764796']],
    ['library/nginx', ['grew-most 1.21.4 2926259']],
  ])(
    'name the release of %s that grew most, and no base of those that change with each',
    (repository, lines) => {
      expect(linesOf(recorded('official', repository, 'transfer'))).toEqual(lines)
      // No host reported what they take unpacked: the figures are those of the network.
      expect(linesOf(recorded('official', repository, 'unpacked'))).toEqual(lines)
    },
  )
})

describe('the notes of any series', () => {
  const layers = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...'abcdefg'),
      unpacked: fc.option(fc.nat(10_000), { nil: undefined }),
      transfer: fc.option(fc.nat(10_000), { nil: undefined }),
    }),
    { selector: ({ name }) => name, maxLength: 5 },
  )
  const reports = fc
    .tuple(
      fc.array(fc.option(layers), { maxLength: 12 }),
      fc.constantFrom('transfer', 'unpacked'),
      fc.constantFrom('classic', 'containerd'),
    )
    .map(([tags, basis, rule]) => reportOf(tags, { basis, rule }))

  it('are few, of tags that were read and have one before them, and carry a cell of the tag', () => {
    fc.assert(
      fc.property(reports, (report) => {
        expect(report.notes.length).toBeLessThanOrEqual(3)
        for (const { code, tag, basis, figure } of report.notes) {
          const { cells } = report.strategies[0]!.tags[tag]!
          const cell = code === 'grew-most' ? cells[`growth:${basis}`] : cells[`cached:${basis}`]
          expect(figure).toBe(cell)
          expect(report.strategies[0]!.tags[tag - 1]?.image).toBeDefined()
          if (code === 'grew-most')
            expect(figure).toMatchObject({ kind: expect.not.stringMatching('unknown') })
        }
      }),
    )
  })

  it('are the same whatever the strategies before it are', () => {
    fc.assert(
      fc.property(reports, reports, (one, other) => {
        const both = { ...one, strategies: [{ ...one.strategies[0]!, tags: [] }, ...one.strategies] }
        expect(notesOf(both)).toEqual(one.notes.map((note) => ({ ...note, strategy: 1 })))
        expect(other.notes).toEqual(notesOf(other))
      }),
    )
  })

  it('are of every kind once', () => {
    const codes = NOTES.map(({ code }) => code)
    expect(codes).toEqual([...new Set(codes)])
  })
})
