import { describe, expect, it } from 'vitest'
import { downloadsReport } from '../../analysis/compare/downloads'
import { loadPage } from '../../link/pages'
import { sampleFacts } from '../cards/sample-facts.testing'
import { namedReport } from '../words/named-report'
import { wordsOf } from '../words/words'
import { deckOf, placeOfSlide, stepOf } from './deck'
import { type ReportDocuments, reportDocuments } from './documents'
import { footnotesIn, footnotesOf } from './footnotes'

const facts = sampleFacts()
const NAMES = ['docker-layer-linked', 'docker-layer-base-linked']
const words = wordsOf('en')

function read(series = facts.series, tags: readonly string[] = []) {
  const state = loadPage('report', '')
  const input = {
    strategies: [],
    basis: state.basis,
    rule: state.rule,
    cache: state.cache,
    source: state.source,
  }
  const counts = { keep: state.keep, ahead: state.ahead, drop: state.drop }
  const report = downloadsReport({ ...input, ...counts }, { ...facts, series })
  const named = { ...report, compare: namedReport(words('kind'), report.compare) }
  return { report: named, documents: reportDocuments(named, state, tags, words) }
}

const cardOf = ({ cards }: ReportDocuments, id: string) =>
  cards.find(({ document }) => document.card === id)!.document

/** Without the bytes of one layer, and one tag that could not be read. */
function damaged() {
  const [first, second] = facts.series
  const [tag, ...others] = first!.tags
  const layers = tag!.snapshot!.layers.map((layer, index) =>
    index === 0 ? { diffId: layer.diffId, chainId: layer.chainId } : layer,
  )
  const failure = { code: 'not-found', at: 'localhost:5000', what: '0.0.9' } as const
  const unread = { tag: '0.0.9', failures: [failure] }
  return [
    { ...first!, tags: [{ ...tag!, snapshot: { ...tag!.snapshot!, layers } }, ...others, unread] },
    second!,
  ]
}

describe('reportDocuments', () => {
  it('has the cells of the pages, and the chain of the last tag of each strategy', () => {
    const { documents } = read()
    const [row] = cardOf(documents, 'uncached').tables[0]!.rows
    expect(row!.map(({ values }) => values.map(({ text }) => text).join(' / '))).toContain(
      '606.83MB / 606.83MB',
    )
    expect(documents.chains.map(({ title }) => title)).toEqual(
      NAMES.map((name) => `localhost:5000/${name}:0.0.4`),
    )
    expect(documents.chains[0]!.tables[0]!.rows).toHaveLength(5)
  })

  it('shows the chains that are chosen, in that order, and leaves out what no strategy has', () => {
    const chosen = ['localhost:5000/docker-layer-base-linked:0.0.1', 'localhost:5000/gone:1']
    expect(read(facts.series, chosen).documents.chains.map(({ title }) => title)).toEqual(chosen.slice(0, 1))
  })

  it('says what made a layer, its bytes, a short digest, and who shares it', () => {
    const rows = read().documents.chains[0]!.tables[0]!.rows
    const texts = rows.map((row) => row.map(({ values }) => values[0]!.text))
    expect(texts[4]!.slice(0, 4)).toEqual(['5', 'RUN rm -rf test.txt', '104B', '0B'])
    expect(texts[4]![4]).toMatch(/^[0-9a-f]{12}$/)
    expect(texts[4]![5]).toBe('only here')
    expect(texts[1]![1]).toMatch(/^COPY dir:[0-9a-f]{12}… in \.$/)
    expect(texts[0]![5]).toBe('in 8 of 8 tags')
  })

  it('says once what could not be read, and numbers the reasons of what is not known', () => {
    const { documents } = read(damaged())
    expect(documents.problems).toHaveLength(1)
    expect(documents.problems[0]).toContain('0.0.9')
    expect(cardOf(documents, 'total').remarks).toEqual([])
    const footnotes = footnotesOf(documents.cards.map(({ document }) => document))
    const numbers = [...footnotes.values()]
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(
      footnotesIn(cardOf(documents, 'total').tables[0]!, footnotes).map(([, number]) => number),
    ).toContain(2)
  })

  it('keeps what a rollout assumes apart from what it comes to', () => {
    const { documents } = read()
    const { assumptions } = documents
    expect(assumptions.length).toBeGreaterThan(0)
    expect(cardOf(documents, 'rollout').remarks.some((remark) => assumptions.includes(remark))).toBe(false)
  })
})

describe('deckOf', () => {
  const { report, documents } = read()
  const deck = deckOf({ documents, report: report.compare, title: 'Review', kinds: words('kind') })

  it('goes from the title over the cards to the layers, each with a name of its own', () => {
    const ids = deck.slides.map(({ id }) => id)
    expect(ids).toEqual([
      ...[
        'title',
        'answer-chart',
        'answer',
        'verdicts',
        'total',
        'total-chart',
        'cached',
        'cached-chart',
        'uncached',
        'uncached-chart',
      ],
      ...['matrix', 'storage', 'storage-chart', 'layers-1', 'layers-2'],
    ])
    expect(placeOfSlide(deck.slides, 'matrix')).toBe(10)
    expect(placeOfSlide(deck.slides, 'nothing')).toBe(0)
  })

  it('has no slide of what has nothing to say', () => {
    const cards = documents.cards.map(({ document, slides }) => ({
      document: { ...document, remarks: [], tables: [], charts: [] },
      slides,
    }))
    const of = (problems: readonly string[]) =>
      deckOf({
        documents: { ...documents, cards, chains: [], problems },
        ...{ report: report.compare, title: 'Review', kinds: words('kind') },
      }).slides.map(({ id, body }) => [id, body.kind])
    expect(of([])).toEqual([['title', 'title']])
    expect(of(['p'])).toEqual([
      ['title', 'title'],
      ['verdicts', 'sentences'],
    ])
  })

  it('carries what pictures need of bars, not the layers behind them', () => {
    expect(JSON.stringify(deck).length).toBeLessThan(60_000)
  })

  it.each([
    ['ArrowRight', { to: 3 }],
    [' ', { to: 3 }],
    ['PageDown', { to: 3 }],
    ['ArrowLeft', { to: 1 }],
    ['PageUp', { to: 1 }],
    ['Backspace', { to: 1 }],
    ['ArrowDown', { scroll: 'down' }],
    ['ArrowUp', { scroll: 'up' }],
    ['Home', { to: 0 }],
    ['End', { to: 8 }],
    ['1', { to: 0 }],
    ['5', { to: 4 }],
    ['9', { to: 8 }],
    ['0', undefined],
    ['10', undefined],
    ['f', { act: 'fullscreen' }],
    ['F', { act: 'fullscreen' }],
    ['Escape', { act: 'leave' }],
    ['x', undefined],
  ])('takes %j on the third of nine slides as %j', (key, step) => {
    expect(stepOf(key, 2, 9, true)).toEqual(step)
  })

  it('stays at its ends, has no slide beyond the last, and leaves single keys alone when asked to', () => {
    expect(stepOf('ArrowLeft', 0, 3, true)).toEqual({ to: 0 })
    expect(stepOf('ArrowRight', 2, 3, true)).toEqual({ to: 2 })
    expect(stepOf('4', 0, 3, true)).toBeUndefined()
    expect(stepOf('f', 0, 3, false)).toBeUndefined()
  })
})
