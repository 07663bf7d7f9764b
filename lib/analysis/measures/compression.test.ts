import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  factsOf,
  lackingFacts,
  QUESTION,
  sampleFacts,
  seriesOf,
} from '../../document/cards/sample-facts.testing'
import { cellText } from '../../document/words/cell-text'
import { compareReport } from '../compare/report'
import { anyReportedSeries, madeSeries } from '../storage/storage.testing'

const compressionsOf = (facts: Parameters<typeof compareReport>[1]) =>
  compareReport(QUESTION, facts).strategies[0]?.tags.map(({ cells }) => cells.compression) ?? []

describe('the compression ratio', () => {
  it('is that of the sample as its registry packed it', () => {
    const printed = compressionsOf(sampleFacts()).map((cell) => cellText(cell, 'decimal', 'round'))
    expect(printed).toEqual(['77%', '76.4%', '75.2%', '75.2%'])
  })

  it('is the ratio of two sums that the table has, or lacks what one of them lacks', () => {
    fc.assert(
      fc.property(anyReportedSeries, (images) => {
        for (const { tags } of compareReport(QUESTION, factsOf([seriesOf('x', images)])).strategies) {
          for (const [at, { cells }] of tags.entries()) {
            const { layers } = images[at]!
            // What is unpacked each time is fetched once.
            if (new Set(layers.map(({ diffId }) => diffId)).size < layers.length) continue
            const [transfer, unpacked] = [cells['uncached:transfer'], cells['uncached:unpacked']]
            const { compression } = cells
            if (transfer?.kind === 'images' || unpacked?.kind === 'images') throw new Error('no figure')
            if (transfer?.kind === 'unknown' || unpacked?.kind === 'unknown') {
              expect(compression?.kind).toBe('unknown')
            } else if (unpacked && unpacked.value > 0) {
              expect(compression).toMatchObject({
                kind: unpacked.kind,
                value: transfer!.value / unpacked.value,
                unit: 'ratio',
              })
            }
          }
        }
      }),
    )
  })

  it('counts a repeated layer once', () => {
    const [once, twice] = [
      ['a', 'b'],
      ['a', 'b', 'a'],
    ].map((names) => {
      const [, image] = madeSeries(['x'], names)
      return compressionsOf(factsOf([seriesOf('x', [image!])]))[0]
    })
    expect(twice).toEqual(once)
  })

  it('is not known where a blob is not, and says of how many layers', () => {
    const cells = compressionsOf(lackingFacts())
    expect(cells).toHaveLength(4)
    for (const cell of cells) {
      expect(cell).toEqual({
        kind: 'unknown',
        unit: 'ratio',
        why: { code: 'no-registry', data: { layers: 1 } },
      })
    }
  })

  it.each([
    ['no layers', [], 'no-layers'],
    ['layers without content', ['empty'], 'no-content'],
  ] as const)('is not known of an image with %s', (_, names, code) => {
    const made = madeSeries(['a'], names)[1]!
    const layers = made.layers.map((layer) => ({
      ...layer,
      unpacked: layer.unpacked && { ...layer.unpacked, bytes: 0 as typeof layer.unpacked.bytes },
    }))
    expect(compressionsOf(factsOf([seriesOf('x', [{ ...made, layers }])]))).toMatchObject([
      { kind: 'unknown', unit: 'ratio', why: { code } },
    ])
  })
})
