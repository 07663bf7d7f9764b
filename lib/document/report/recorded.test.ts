import { describe, expect, it } from 'vitest'
import { downloadsReport } from '../../analysis/compare/downloads'
import type { CompareFacts } from '../../analysis/compare/facts'
import { loadPage } from '../../link/pages'
import { lackingFacts, sampleFacts } from '../cards/sample-facts.testing'
import { examplesOf } from '../method/examples'
import { linesOf } from '../recorded.testing'
import { namedReport } from '../words/named-report'
import { wordsOf } from '../words/words'
import { deckOf } from './deck'
import { reportDocuments } from './documents'

function recorded(facts: CompareFacts, locale: 'en' | 'ko', search: string) {
  const words = wordsOf(locale)
  const state = loadPage('report', search)
  const { basis, rule, cache, source, keep, ahead, drop } = state
  const report = downloadsReport({ strategies: [], basis, rule, cache, source, keep, ahead, drop }, facts)
  const named = { ...report, compare: namedReport(words('kind'), report.compare) }
  const documents = reportDocuments(named, state, state.tags, words)
  const deck = deckOf({ documents, report: named.compare, title: '', kinds: words('kind') })
  const cards = Object.fromEntries(documents.cards.map(({ document }) => [document.card, document]))
  return { documents: { ...documents, cards }, slides: deck, examples: examplesOf(named.compare) }
}

/** Lines are compared one by one. After a change that is meant: `npx vitest run -u`. */
describe('as recorded', () => {
  it.each([
    ['sample', sampleFacts(), 'en', ''],
    [
      'unpacked',
      sampleFacts(),
      'ko',
      'basis=unpacked&units=binary&cache=base&hosts=7&rbw=50&price=0.1&sort=-local&cols=share,left,created',
    ],
    ['lacking', lackingFacts(), 'en', 'rule=containerd&cache=previous&keep=2&drop=2&empty=0&skip=50'],
  ] as const)('the report %s', async (name, facts, locale, search) => {
    await expect(linesOf(recorded(facts, locale, search))).toMatchFileSnapshot(`testdata/${name}.json`)
  })
})
