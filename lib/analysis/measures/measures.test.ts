import { describe, expect, it } from 'vitest'
import { QUESTION, sampleFacts } from '../../document/cards/sample-facts.testing'
import { OPTIONAL_COLUMNS, SORT_KEYS } from '../../link/view-state'
import { compareReport } from '../compare/report'
import { MEASURES, tagCellId } from '.'

const { strategies } = compareReport(QUESTION, sampleFacts())
const tags = strategies.flatMap((strategy) => strategy.tags)

describe('the list of measures', () => {
  it.each(['transfer', 'unpacked'] as const)(
    'gives every tag of the sample a cell of its unit, %s',
    (basis) => {
      expect(tags.length).toBeGreaterThan(0)
      for (const { cells } of tags) {
        for (const measure of MEASURES) {
          const cell = cells[tagCellId(measure, basis)]
          expect(cell?.kind === 'images' ? 'images' : cell?.unit, measure.id).toBe(measure.unit)
        }
      }
    },
  )

  it('keeps the words of links and answers that were given out, in their order', () => {
    const kept = (words: string, now: readonly string[]) => {
      const known = words.split(' ')
      expect(now.filter((word) => known.includes(word))).toEqual(known)
    }
    kept('version layers local registry cached uncached', SORT_KEYS)
    kept('share left created difference', OPTIONAL_COLUMNS)
    kept(
      'layers local registry uncached:transfer uncached:unpacked cached:transfer cached:unpacked cached-images share:transfer share:unpacked releases-left',
      Object.keys(tags[0]?.cells ?? {}),
    )
  })

  it('names no cell, column of a table or topic twice', () => {
    for (const names of [
      MEASURES.map(({ id }) => id as string),
      MEASURES.map(({ topic }) => topic as string),
      ...(['total', 'cached', 'uncached'] as const).map((card) =>
        MEASURES.flatMap(({ cards, column }) =>
          (cards as readonly string[]).includes(card) ? [column as string] : [],
        ),
      ),
    ]) {
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
