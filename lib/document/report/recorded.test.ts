import { describe, expect, it } from 'vitest'
import { downloadsReport } from '../../analysis/compare/downloads'
import type { CompareFacts } from '../../analysis/compare/facts'
import { loadPage } from '../../link/pages'
import { lackingFacts, sampleFacts } from '../cards/sample-facts.testing'
import { examplesOf } from '../method/examples'
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

/** Characters that a line may have before each part of what it holds has one of its own. */
const LONGEST = 800

/** The text of JSON: each part in one line where that is short, else in lines of its own. */
function lines(value: object, indent = ''): string {
  const inner = `${indent} `
  const texts = Object.entries(value).map(([name, part]) => {
    const text = JSON.stringify(part)
    const own = text.length > LONGEST && typeof part === 'object' ? lines(part, inner) : text
    return `${inner}${Array.isArray(value) ? '' : `${JSON.stringify(name)}: `}${own}`
  })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${texts.join(',\n')}\n${indent}${close}`
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
    const json: object = JSON.parse(JSON.stringify(recorded(facts, locale, search)))
    await expect(`${lines(json)}\n`).toMatchFileSnapshot(`testdata/${name}.json`)
  })
})
