import { describe, expect, it } from 'vitest'
import type { CompareReport, StrategyReport } from '../../analysis/report'
import type { StripsChart } from '../document'
import { sampleReport } from '../sample.testing'
import { wordsOf } from '../words/words'
import { answerCard } from './answer'
import { type AnswerState, documentOf } from './card'

const FLEET: AnswerState = { hosts: 100, empty: 10, month: 4 }
const sample = sampleReport({ basis: 'transfer' })
const [chained, fixed] = sample.strategies as [StrategyReport, StrategyReport]
const say = (report: CompareReport, fleet: Partial<AnswerState> = {}, locale: 'en' | 'ko' = 'en') =>
  documentOf(answerCard, { ...FLEET, ...fleet, report, units: 'decimal', words: wordsOf(locale) })!
const of = (...strategies: readonly StrategyReport[]): CompareReport => ({
  ...sample,
  strategies,
  rows: sample.rows.map((row, index) => ({
    ...row,
    tags: strategies.map(({ tags }) => (tags[index] ? index : null)),
  })),
})
/** The strategy as far as no registry has told its blobs' lengths. */
function untold({ tags, ...rest }: StrategyReport): StrategyReport {
  const cell = { kind: 'unknown', unit: 'bytes', why: { code: 'no-registry', data: { layers: 1 } } } as const
  return {
    ...rest,
    tags: tags.map((tag) => ({
      ...tag,
      cells: { ...tag.cells, 'uncached:transfer': cell },
      update: tag.update && { ...tag.update, bytes: cell },
    })),
  }
}

describe('the answer for a fleet', () => {
  it('is said in its title, with where it turns first', () => {
    const { title, note, remarks } = say(sample)
    expect(title).toBe('Chained is cheapest for this fleet: ≈25.16GB a month, 88.2% less than Fixed base')
    expect(note).toBe('100 hosts, 10% of them empty at each release, 4 releases a month.')
    expect(remarks).toEqual([
      // First downloads are within 1 % of each other.
      'It stays so whatever share of the hosts starts empty.',
      'Counted over 3 releases that all of them have, 0.0.2 to 0.0.4.',
      expect.stringMatching(/^Expected figures: every host takes each release, with the classic store/),
    ])
    expect(say(sample, {}, 'ko').title).toBe(
      '이 호스트 구성에는 Chained 쪽이 가장 저렴합니다: 한 달 ≈25.16GB, Fixed base보다 88.2% 적음',
    )
  })

  it('changes with the fleet: in bytes by hosts and releases, in who is cheapest by those that start empty', () => {
    const month = (fleet: Partial<AnswerState>) => say(sample, fleet).tables[0]?.rows[0]?.[1]?.values[0]?.text
    expect([month({ hosts: 200 }), month({ month: 2 })]).toEqual(['≈50.32GB', '≈12.58GB'])
    expect(say(sample, { empty: 100 }).title).toMatch(/^Chained and Fixed base cost this fleet the same/)
    expect(say(sample, { hosts: 1, month: 1 }).note).toBe(
      '1 host, 10% of them empty at each release, 1 release a month.',
    )
  })

  it('says where another one takes over, and where two meet that cost the same now', () => {
    const heavy = { kind: 'exact', unit: 'bytes', value: 1_200_000_000 } as const
    const tags = chained.tags.map((tag) => ({ ...tag, cells: { ...tag.cells, 'uncached:transfer': heavy } }))
    const report = of({ ...chained, tags }, fixed)
    const share = '46.8%'
    expect(say(report).remarks[0]).toBe(
      `It stays so until ${share} of the hosts start empty; with more, Fixed base is cheaper.`,
    )
    expect(say(report, { empty: 90 }).remarks[0]).toBe(
      `With less than ${share} of the hosts starting empty, Chained is cheaper.`,
    )
    expect(say(report, { empty: 46.8 }).remarks[0]).toBe(
      `They meet at ${share} of the hosts starting empty: with less Chained is cheaper, with more Fixed base.`,
    )
    const turns = say(report).tables[0]?.rows.map((row) => row.at(-1)?.values[0]?.text)
    expect(turns).toEqual(['', `above ${share} empty`])
  })

  it('draws a strip of each last release, what the host has pale, under the same figures as its table', () => {
    const { tables, charts } = say(sample)
    const [chart] = charts as readonly StripsChart[]
    expect(chart?.columns).toEqual(['Download a month', 'Update download', 'First download'])
    expect(chart?.rows.map(({ bands }) => bands.map(({ reused }) => reused))).toEqual([
      [true, true, true, true, false],
      [true, false],
    ])
    for (const [place, { figures }] of chart!.rows.entries()) {
      const cells = tables[0]?.rows[place]?.slice(1, 4).map(({ values }) => values[0]?.text)
      expect(figures.map(({ text }) => text)).toEqual(cells)
    }
    expect(chart?.rows[0]?.figures[0]?.best).toBe(true)
  })

  it('whatever cache set the page looks at', () => {
    const { tables, charts } = say(sampleReport({ basis: 'transfer', cache: 'none' }))
    expect({ tables, charts }).toEqual({ tables: say(sample).tables, charts: say(sample).charts })
  })

  it('names what is not known, and crowns nobody over it', () => {
    const { title, remarks, tables } = say(of(untold(chained), fixed))
    expect(title).toBe('No winner is named: what Chained would download is not known')
    expect(remarks).toContain('Fixed base downloads ≈212.72GB a month.')
    expect(remarks.join(' ')).toMatch(/Chained: No registry (has told|says) how/)
    expect(tables[0]?.rows.flatMap(([, month]) => month!.values.map(({ best }) => best))).toEqual([
      undefined,
      undefined,
    ])
    const three = say(of({ ...fixed, tags: [] }, chained, fixed))
    expect(three.remarks[0]).toBe(
      'Of the others Chained is cheapest: ≈25.16GB a month, 88.2% less than Fixed base.',
    )
    expect(three.remarks).toContain('Fixed base: No tag of it could be read.')
    expect(say(of({ ...fixed, tags: [] })).title).toBe('What this fleet would download is not known')
  })

  it('says of how many releases it speaks where one series is shorter', () => {
    const short = say(of({ ...chained, tags: chained.tags.slice(0, 2) }, fixed))
    expect(short.remarks).toContain(
      'Counted over 1 release that all of them have, 0.0.2. 2 more are left out, which not all have or which lack a figure.',
    )
    expect(say(of({ ...chained, tags: chained.tags.slice(0, 1) }, fixed)).title).toMatch(
      /^No winner is named/,
    )
  })

  it('is of one strategy alone as well, and nothing without any', () => {
    const { title, tables } = say(of(chained))
    expect(title).toBe('Chained downloads ≈25.16GB a month for this fleet')
    expect(tables[0]?.columns.map(({ id }) => id)).not.toContain('turns')
    expect(
      documentOf(answerCard, { ...FLEET, report: of(), units: 'decimal', words: wordsOf('en') }),
    ).toBeUndefined()
  })

  it('says why a first screen shows these', () => {
    const guess = { repositories: [], by: 'words', text: 'app', common: 20 } as const
    expect(say({ ...sample, guess }).remarks.at(-1)).toContain('“app” is in all of their names')
  })
})
