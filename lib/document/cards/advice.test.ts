import { describe, expect, it } from 'vitest'
import type { AdviceReport, Advised } from '../../analysis/advisor/advice'
import { advise } from '../../analysis/advisor/advise'
import { file, MB, recorded, tagsOf, withoutFiles } from '../../analysis/advisor/tags.testing'
import { sampleReport } from '../sample.testing'
import { wordsOf } from '../words/words'
import { adviceCard, advised } from './advice'
import { documentOf } from './card'
import { cachedCard, totalCard, uncachedCard } from './comparison'

const VIEW = { units: 'decimal', sort: { key: 'version', descending: false }, cols: ['difference'] } as const
const english = wordsOf('en')
const asked = sampleReport()

const documentsOf = (found: Advised, words = english) => {
  const advice: AdviceReport = found
  const context = { ...VIEW, advise: 'localhost:5000/app', words }
  const tables = 'none' in advice ? [] : [totalCard, cachedCard, uncachedCard].map(advised)
  const report = 'none' in advice ? asked : advice.report
  return [
    documentOf(adviceCard, { ...context, answer: { advice, asked } })!,
    ...tables.map((card) => documentOf(card, { ...context, report })!),
  ]
}

const base = { 'bin/sh': file(20 * MB) }
const app = (content: string) => [
  base,
  { 'usr/lib/a.so': file(50 * MB), 'usr/lib/b.so': file(30 * MB), 'srv/app': file(5 * MB, content) },
]
const repeating = tagsOf(app('one'), app('two'), app('three'))

describe('the cards of the advisor', () => {
  it('says what repeats, what building upon it would save, and how sure that is', () => {
    const [advice] = documentsOf(advise(repeating))
    expect(advice?.remarks).toEqual([
      '80MB repeat unchanged in each of 3 tags (1 to 3): put them into a base image of their own.',
      expect.stringMatching(
        /^All tags together would take 160MB less on a host and .* less in the registry\.$/,
      ),
      'Found by the files of the layers. Figures of the second strategy are predictions.',
    ])
    expect(advice?.source).toContain('localhost:5000/app:1…3')
  })

  it('lists the paths that repeat with the bytes of one copy', () => {
    const [table] = documentsOf(advise(repeating))[0]?.tables ?? []
    expect(table?.columns.map(({ id }) => id)).toEqual(['path', 'bytes', 'files', 'tags'])
    expect(table?.rows.map((row) => row.map(({ values: [value] }) => value?.text))).toEqual([
      ['/usr/', '80MB', '2', '1 ~ 3'],
    ])
    expect(table?.rows[0]?.[1]?.values[0]?.cell).toEqual({ kind: 'exact', value: 80 * MB, unit: 'bytes' })
    expect(table?.rows[0]?.[3]?.beside).toEqual([{ text: '3 copies' }])
  })

  it('lists so many paths as are read, and counts the others', () => {
    const many = (content: string) => [
      base,
      Object.fromEntries(
        Array.from({ length: 130 }, (_, at) => [
          [`d${at}/same`, file(MB + at)],
          [`d${at}/own`, file(10, content)],
        ]).flat(),
      ),
    ]
    const [advice] = documentsOf(advise(tagsOf(many('one'), many('two'))))
    expect(advice?.tables[0]?.rows).toHaveLength(100)
    expect(advice?.remarks.at(-1)).toBe('30 more paths repeat; the largest ones are listed.')
  })

  it('compares today with what is proposed, under its own name', () => {
    const tables = documentsOf(advise(repeating)).slice(1)
    expect(tables.map(({ card }) => card)).toEqual(['advice-total', 'advice-cached', 'advice-uncached'])
    expect(tables[0]?.title).toBe('Advisor: Total size')
    expect(tables[0]?.charts[0]?.title).toBe('Advisor: Total size')
    for (const { legend, source } of tables) {
      expect(legend).toHaveLength(2)
      expect(source).toContain('(planned)')
    }
  })

  it('has no paths where only sizes are known, and no figure without its ≈', () => {
    const [advice] = documentsOf(advise(withoutFiles(recorded('docker-layer-base-linked'))))
    expect(advice?.remarks[0]).toMatch(/^≈/)
    expect(advice?.tables).toEqual([])
  })

  it('only says why there is nothing to advise', () => {
    const documents = documentsOf(advise(recorded('docker-layer-linked')), wordsOf('ko'))
    expect(documents.map(({ card }) => card)).toEqual(['advice'])
    expect(documents[0]?.title).toBe('조언')
    expect(documents[0]?.remarks).toEqual(['각 태그는 앞 태그에 더하기만 하고 반복하지 않습니다.'])
    expect(documents[0]?.source).toContain('localhost:5000/docker-layer-linked')
  })
})

describe('adviceCard', () => {
  it('says what could not be read', () => {
    const answer = { code: 'not-found', at: 'localhost:5000', what: 'app' } as const
    const context = { units: 'decimal', advise: 'localhost:5000/app', words: english } as const
    const document = documentOf(adviceCard, { ...context, answer })!
    expect(document.remarks).toHaveLength(1)
    expect(document.source).toBe('localhost:5000/app')
  })
})
