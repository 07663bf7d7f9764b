import { describe, expect, it } from 'vitest'
import { downloadsReport } from '../../analysis/compare/downloads'
import { madeImage } from '../../analysis/compare/facts.testing'
import { loadPage } from '../../link/pages'
import { namedReport } from '../words/named-report'
import { wordsOf } from '../words/words'
import { answerCard } from './answer'
import { documentOf } from './card'
import { cachedCard, totalCard, uncachedCard } from './comparison'
import { rolloutCard } from './downloads/rollout'
import { storageCard } from './downloads/storage'
import { factsOf, QUESTION, seriesOf } from './sample-facts.testing'
import { verdictsCard } from './verdicts'

const words = wordsOf('en')

/** Tags on one base of 1000 bytes, each with a layer of its own; undefined bytes are not known. */
const series = (name: string, ...bytes: readonly (number | undefined)[]) =>
  seriesOf(
    name,
    bytes.map((own, index) => {
      const base = { name: `${name} base`, unpacked: 1000, transfer: 1000 }
      const top = { name: `${name} ${index}`, unpacked: own, transfer: own }
      return madeImage(`localhost:5000/${name}:1.${index}`, [base, top])
    }),
  )

/** What every card that names or marks a winner says of some series. */
function said(...all: readonly ReturnType<typeof series>[]) {
  const { compare, strategies } = downloadsReport(QUESTION, factsOf(all))
  const report = { compare: namedReport(words('kind'), compare), strategies }
  const state = { ...loadPage('downloads', new URLSearchParams()), words }
  const context = {
    ...state,
    report: report.compare,
    cols: [],
    sort: { key: 'version', descending: false },
  } as const
  const documents = [
    ...[verdictsCard, totalCard, cachedCard, uncachedCard].map((card) => documentOf(card, context)!),
    ...[rolloutCard, storageCard].map((card) => documentOf(card, { ...state, report })!),
    documentOf(answerCard, { ...state, report: report.compare })!,
  ]
  const marked = documents.flatMap(({ card, tables }) =>
    tables.flatMap(({ columns, rows, totals = [] }) =>
      [...rows, ...totals].flatMap((row) =>
        row.flatMap(({ values }, place) =>
          values.flatMap(({ best }, strategy) =>
            best ? [`${card} ${columns[place]?.id} ${row[0]?.values[0]?.text}: ${strategy}`] : [],
          ),
        ),
      ),
    ),
  )
  const remarks = (card: string) => documents.find((one) => one.card === card)?.remarks.join('\n') ?? ''
  const answer = `${documents.at(-1)?.title}\n${remarks('answer')}`
  return { marked, verdicts: remarks('verdicts'), answer }
}

describe('whoever wins', () => {
  it('is marked and named, in each card alike', () => {
    const { marked, verdicts, answer } = said(series('a', 100, 100, 100), series('b', 900, 900, 900))
    expect(marked).toContain('total registry 1.2: 0')
    expect(marked).toContain('cached download 1.2: 0')
    expect(marked).toContain('uncached download 1.2: 0')
    expect(marked).toContain('rollout total All releases: 0')
    expect(marked).toContain('storage registryBytes 1.2: 0')
    expect(marked.filter((one) => one.endsWith(': 1'))).toEqual([])
    expect(verdicts).toContain('Fixed base 100B (smallest), b 900B')
    expect(marked).toContain('answer month Fixed base: 0')
    expect(answer).toContain('Fixed base is cheapest for this fleet')
  })

  it('is nobody in a tie', () => {
    const { marked, verdicts, answer } = said(series('a', 1000, 1000, 1000), series('b', 1005, 1009, 1000))
    expect(marked).toEqual([])
    expect(verdicts.match(/Equal within 1%: Fixed base, b\./g)).toHaveLength(4)
    expect(verdicts).not.toContain('smallest')
    expect(answer).toContain('Fixed base and b cost this fleet the same')
  })

  it('is nobody over a figure that is not known, which is named with its reason', () => {
    const unknown = series('b', undefined, undefined, undefined)
    const { marked, verdicts, answer } = said(series('a', 100, 100, 100), unknown, series('c', 9, 9, 9))
    // Layers are known of all three, and as many.
    expect(marked).toEqual([])
    expect(verdicts).not.toContain('smallest')
    expect(verdicts.match(/b not known/g)).toHaveLength(4)
    expect(verdicts).toContain('Not known for b: No registry says how it stores a layer')
    expect(answer).toContain('No winner is named: what b would download is not known')
    expect(answer).toContain('Of the others c is cheapest')
    expect(answer).toContain('b: No registry says how it stores a layer')
  })

  it('is not who has the fewest tags', () => {
    const { marked, verdicts } = said(series('a', 100, 100, 100, 100, 100), series('b', 900))
    expect(marked).not.toContain('total registry All tags: 1')
    expect(marked.filter((one) => one.includes('All '))).toEqual([])
    expect(marked.filter((one) => one.endsWith(': 1'))).toEqual([])
    expect(verdicts).toContain(
      'After the 1 tag of known size that all have, the registry holds Fixed base 1.10kB (smallest)',
    )
    expect(verdicts).toContain('Has no such tag: b.')
  })

  it('is looked for where all have a figure when the last tag of one is not pushed', () => {
    const { verdicts } = said(series('a', 100, 100, undefined), series('b', 900, 900, 900))
    expect(verdicts).toContain('Updating 1.0 → 1.1 downloads Fixed base 100B (smallest), b 900B')
    expect(verdicts).toContain(
      'After the 2 tags of known size that all have, the registry holds Fixed base 1.20kB',
    )
  })
})
