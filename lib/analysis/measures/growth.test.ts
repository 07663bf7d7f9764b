import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsOf, QUESTION, sampleFacts, seriesOf } from '../../document/cards/sample-facts.testing'
import { cellText } from '../../document/words/cell-text'
import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import { compareReport } from '../compare/report'
import type { CompareReport, TagReport } from '../report'
import { anyReportedSeries, anySeries, madeSeries } from '../storage/storage.testing'

const bases = fc.constantFrom<Basis>('transfer', 'unpacked')

const reportOf = (images: readonly ImageFacts[]) => compareReport(QUESTION, factsOf([seriesOf('x', images)]))
const tagsOf = ({ strategies: [strategy] }: CompareReport) => strategy?.tags ?? []

/** The size that a growth compares. */
const sizeOf = ({ cells }: TagReport, basis: Basis) => cells[basis === 'transfer' ? 'registry' : 'local']

const amount = (cell: TagReport['cells']['growth:transfer']) =>
  cell?.kind === 'exact' || cell?.kind === 'estimate' ? cell.value : Number.NaN

describe('growth since the previous tag', () => {
  it('is what each release of the sample added, and says why the first has none', () => {
    const tags = tagsOf(compareReport(QUESTION, sampleFacts()))
    const column = (basis: Basis) =>
      tags.map(({ cells }) => cellText(cells[`growth:${basis}`], 'decimal', { signed: basis }))
    expect(column('unpacked')).toEqual(['—', '+8.85MB', '+17.7MB', '0B'])
    expect(column('transfer')).toEqual(['—', '+1.96MB', '+3.91MB', '+104B'])
    expect(tags[0]?.cells['growth:transfer']).toMatchObject({ kind: 'unknown', why: { code: 'first-tag' } })
  })

  it('is what a host downloads that follows a chain, as the sample recorded it', () => {
    const [, ...later] = tagsOf(compareReport(QUESTION, sampleFacts()))
    for (const { cells } of later) {
      expect(cells['growth:transfer']).toEqual(cells['cached:transfer'])
      expect(cells['growth:unpacked']).toEqual(cells['cached:unpacked'])
    }
  })

  it('is negative where a tag is smaller than the one before', () => {
    const [, second] = tagsOf(reportOf(madeSeries(['a', 'e'], ['a'])))
    expect(second?.cells['growth:transfer']).toEqual({ kind: 'exact', value: -16, unit: 'bytes' })
    expect(cellText(second?.cells['growth:transfer'], 'decimal', { signed: 'transfer' })).toBe('−16B')
  })

  it('adds up to the last size less the first, in whichever basis', () => {
    fc.assert(
      fc.property(anySeries, bases, (images, basis) => {
        fc.pre(images.length > 0)
        const tags = tagsOf(reportOf(images))
        const sum = tags.slice(1).reduce((all, { cells }) => all + amount(cells[`growth:${basis}`]), 0)
        expect(sum).toBe(amount(sizeOf(tags.at(-1)!, basis)) - amount(sizeOf(tags[0]!, basis)))
      }),
    )
  })

  it('is as sure as the less sure of its two sizes', () => {
    fc.assert(
      fc.property(anyReportedSeries, bases, (images, basis) => {
        const tags = tagsOf(reportOf(images))
        for (const [index, tag] of tags.entries()) {
          const cell = tag.cells[`growth:${basis}`]
          const before = tags[index - 1]
          if (!before) {
            expect(cell?.kind).toBe('unknown')
            continue
          }
          const kinds = [sizeOf(before, basis)?.kind, sizeOf(tag, basis)?.kind]
          if (kinds.includes('unknown')) expect(cell?.kind).toBe('unknown')
          else if (kinds.includes('estimate')) expect(cell?.kind).toBe('estimate')
          else expect(cell?.kind).not.toBe('unknown')
        }
      }),
    )
  })

  it('is an estimate between a size in file content and one in disk blocks', () => {
    const [first, second] = madeSeries(['a'], ['b'])
    const inBlocks = (image: ImageFacts): ImageFacts => ({
      ...image,
      layers: image.layers.map((layer) => ({
        ...layer,
        unpacked: layer.unpacked && { ...layer.unpacked, ruler: 'disk blocks' },
      })),
    })
    const [, tag] = tagsOf(reportOf([first!, inBlocks(second!)]))
    expect(tag?.cells['growth:unpacked']).toMatchObject({ kind: 'estimate', why: { code: 'mixed-rulers' } })
    expect(tag?.cells['growth:transfer']).toMatchObject({ kind: 'exact' })
  })
})
