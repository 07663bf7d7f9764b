// Longer than most: every card of the sample, in every size, language and number of strategies.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downloadsReport } from '../../analysis/compare/downloads'
import type { SeriesFacts } from '../../analysis/compare/facts'
import { CARDS } from '../../document/cards'
import { type CardContexts, type CardNeed, documentOf } from '../../document/cards/card'
import { factsOf, QUESTION, sampleImages, seriesOf } from '../../document/cards/sample-facts.testing'
import type { CardDocument } from '../../document/document'
import { namedReport } from '../../document/words/named-report'
import { wordsOf } from '../../document/words/words'
import { LOCALES, type Locale } from '../../i18n/locales'
import { PICTURE_SIZES } from '../../link/exports'
import { loadPage } from '../../link/pages'
import { FACES } from '../../link/view-state'
import { cardPicture } from './card'
import {
  madeBars,
  madeDocument,
  madeHeat,
  madeLines,
  madeSeries,
  madeStack,
  madeTimeline,
} from './documents.testing'
import { placedTexts } from './placed-texts.testing'

const SHOP = ['shop-chained', 'shop-fixed', 'shop-custom']
const SIX = [...SHOP, 'docker-layer-linked', 'docker-layer-base-linked', 'docker-layer-base']
const sizes = PICTURE_SIZES.filter((size) => size !== 'natural')

const sample = (name: string): SeriesFacts => ({
  ...seriesOf(name, sampleImages(name)),
  input: { reference: `localhost:5000/${name}` },
})

/** A series of as many tags, from the images of one of the sample. */
function longer(name: string, tags: number): SeriesFacts {
  const images = sampleImages(name)
  return {
    ...sample(name),
    tags: Array.from({ length: tags }, (_, at) => ({
      tag: `2.${Math.floor(at / 10)}.${at % 10}`,
      snapshot: { ...images[at % images.length]!, reference: `localhost:5000/${name}:${at}` },
      failures: [],
    })),
  }
}

const CASES: readonly (readonly [string, readonly SeriesFacts[]])[] = [
  ['one strategy', [sample(SHOP[0]!)]],
  ['three strategies of 14 tags', SHOP.map(sample)],
  ['six strategies of 4 and 14 tags', SIX.map(sample)],
  ['three strategies of 44 tags', SHOP.map((name) => longer(name, 44))],
  ['a name of 200 signs', [{ ...sample(SHOP[0]!), input: { reference: 'a/b', name: 'n'.repeat(200) } }]],
]

function documentsOf(series: readonly SeriesFacts[], locale: Locale): readonly CardDocument[] {
  const words = wordsOf(locale)
  const { platform: _, ...state } = loadPage('downloads', '')
  const report = downloadsReport({ ...QUESTION, ...state }, factsOf(series))
  const compare = namedReport(words('kind'), report.compare)
  const compared = { ...state, report: compare, words }
  const contexts: Partial<CardContexts> = {
    compare: compared,
    answer: compared,
    downloads: { ...state, report: { ...report, compare }, words },
  }
  const said = <Need extends CardNeed>(need: Need) => {
    const context = contexts[need]
    return context
      ? CARDS.filter((card) => card.needs === need).map((card) => documentOf(card, context as never))
      : []
  }
  return [...said('compare'), ...said('answer'), ...said('downloads')].filter((one) => one !== undefined)
}

function expectWithin(document: CardDocument, size: (typeof sizes)[number], show: (typeof FACES)[number]) {
  const svg = cardPicture(document, { theme: 'light', show, size })
  const [width = 0, height = 0] = size.split('x').map(Number)
  expect(svg).toMatch(new RegExp(`^<svg [^>]*width="${width}" height="${height}"`))
  const beyond = placedTexts(svg).filter(
    ({ left, right, top, bottom }) => left < -1 || right > width + 1 || top < -1 || bottom > height + 1,
  )
  expect([document.card, size, show, beyond]).toEqual([document.card, size, show, []])
  return svg
}

describe('a picture of a size that is asked for', () => {
  it.each(CASES)('has all of each card within it: %s', { timeout: 60_000 }, (_, series) => {
    for (const locale of LOCALES) {
      const documents = documentsOf(series, locale)
      expect(documents.length).toBeGreaterThan(9)
      for (const document of documents) for (const size of sizes) expectWithin(document, size, 'chart')
    }
  })

  it('has tables, and both faces, within it', { timeout: 60_000 }, () => {
    for (const document of documentsOf(CASES[1]![1], 'en')) {
      for (const show of ['table', 'both'] as const) expectWithin(document, '1200x630', show)
    }
  })

  it('holds whatever a card is made of, and says who made it', { timeout: 60_000 }, () => {
    const made = fc
      .record({ strategies: fc.integer({ min: 0, max: 6 }), tags: fc.integer({ min: 0, max: 40 }) })
      .chain((of) =>
        fc.record({
          document: fc.constant(madeDocument(of)),
          charts: fc.subarray([
            madeBars(of),
            madeHeat(of),
            madeLines(of),
            madeSeries(of),
            madeStack(of.tags),
            madeTimeline(of.tags),
          ]),
          remarks: fc.array(fc.string({ maxLength: 300 }), { maxLength: 6 }),
        }),
      )
    const property = fc.property(
      made,
      fc.constantFrom(...sizes),
      fc.constantFrom(...FACES),
      (one, size, show) => {
        const svg = expectWithin({ ...one.document, charts: one.charts, remarks: one.remarks }, size, show)
        expect(svg).toContain('>Strata</text>')
      },
    )
    fc.assert(property, { numRuns: 12 })
  })

  it('counts the rows for which there is no room', () => {
    const document = { ...madeDocument({ strategies: 3, tags: 60 }), charts: [] }
    const texts = placedTexts(cardPicture(document, { theme: 'light', show: 'table', size: '1200x630' }))
    const more = texts.map(({ text }) => Number(/^… \+(\d+)$/.exec(text)?.[1] ?? Number.NaN))
    const left = more.find((count) => count > 0)
    expect(left).toBeGreaterThan(30)
    expect(left).toBeLessThan(58)
  })

  it('shows the numbers of a table’s rows with their table alone', () => {
    const largest = documentsOf(CASES[1]![1], 'en').find(({ card }) => card === 'largest')!
    const shown = (size: (typeof PICTURE_SIZES)[number]) =>
      cardPicture(largest, { theme: 'light', show: 'chart', size })
    expect(shown('1200x630')).toContain('Instruction')
    expect(shown('natural')).toContain('Instruction')
  })
})
