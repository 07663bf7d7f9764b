import { describe, expect, it } from 'vitest'
import { layer, reportOf } from '../../analysis/notes/series.testing'
import type { CompareReport } from '../../analysis/report'
import { loadPage } from '../../link/pages'
import { noteHref } from '../compare/note-link'
import { rowsOf, withoutEmpty } from '../compare/rows'
import { notesOnRows } from '../words/notes'
import { wordsOf } from '../words/words'
import { documentOf } from './card'
import { notesCard } from './notes'

const VIEW = loadPage('compare', '')
const said = (report: CompareReport, locale: 'en' | 'ko' = 'en') =>
  documentOf(notesCard, { ...VIEW, report, words: wordsOf(locale) })?.remarks

const sizes = [400, 405, 410, 9410, 9415]
const tags = sizes.map((bytes, at) => [layer('os', 1000), layer(`app ${at}`, bytes)])
const grown = reportOf(tags)
const file = { path: 'srv/app/debug/core.dump', grownBytes: 9001 }
const read: CompareReport = { ...grown, notes: grown.notes.map((note) => ({ ...note, file })) }

describe('notesCard', () => {
  it('says which release grew most and what is usual, with the path once its files are known', () => {
    expect(said(grown)).toEqual(['(1) 4: +9.00kB. It grew most; other releases usually change by 5B.'])
    expect(said(read)).toEqual([
      '(1) 4: +9.00kB, /srv/app/debug/core.dump. It grew most; other releases usually change by 5B. ' +
        'Its layers store 9kB more of this file, unpacked.',
    ])
    expect(said(read, 'ko')?.[0]).toContain('4: +9.00kB, /srv/app/debug/core.dump')
  })

  it('says where bases change and chains break, and how near a limit is', () => {
    const on = (base: string, app: string) => [layer(base, 1000), layer(app, 10)]
    expect(said(reportOf([...'aaabbb'].map((base, at) => on(base, `app ${at}`))))).toContain(
      '(1) 4: base changed, update 1.01kB. It shares no layer with the tag before.',
    )
    const chain = [1, 2, 3, 4].map((count) => [...'abcd'].slice(0, count).map((name) => layer(name, 10)))
    expect(said(reportOf([...chain, [layer('a', 10), layer('x', 30)]]))).toContain(
      '(1) 5: chain broken, update 30B. It holds 1 of the 4 layers of the tag before.',
    )
    const many = [119, 120, 121].map((count) => Array.from({ length: count }, (_, at) => layer(`${at}`, 10)))
    expect(said(reportOf(many))).toEqual([
      '(1) 1: 119 of 125 layers. The classic engine allows an image 125 layers.',
    ])
  })

  it('names the series where there are several, and says what figures lack and how they are counted', () => {
    const local = reportOf(tags.map((own) => own.map(({ name, unpacked }) => ({ name, unpacked }))))
    const both = { ...local, strategies: [...local.strategies, ...local.strategies] }
    expect(said(both)?.[0]).toMatch(/^\(1\) app: 4: \+9kB\. .* Counted in unpacked bytes\.$/)
    const unsized = [...'aaabb'].map((base, at) => [{ name: base }, { name: `app ${at}` }])
    expect(said(reportOf(unsized))?.[0]).toMatch(/^\(1\) 4: base changed, update —\. .* registry/)
  })

  it('has nothing to say where nothing stands out', () =>
    expect(said(reportOf(tags.slice(0, 3)))).toBeUndefined())
})

describe('the notes of a chart', () => {
  it('stand at their row and strategy, in whatever order the rows are', () => {
    const [own] = read.strategies
    const report = {
      ...read,
      strategies: [{ ...own!, tags: [] }, own!],
      notes: [{ ...read.notes[0]!, strategy: 1 }],
    }
    const shown = withoutEmpty({
      ...report,
      rows: read.rows.map((row) => ({ ...row, tags: [null, ...row.tags] })),
    })
    const context = { ...VIEW, words: wordsOf('en') }
    const at = (descending: boolean) =>
      notesOnRows(shown, rowsOf(shown, { key: 'version', descending }), context)
    const [sentence = ''] = said(shown) ?? []
    expect(at(false)).toEqual([
      {
        ...{ place: 3, strategy: 0, colour: own!.colour, number: 1, sentence },
        text: '4: +9.00kB, /srv/app/debug/core.dump',
        href: undefined,
      },
    ])
    expect(at(true)).toMatchObject([{ place: 1, strategy: 0 }])
    const rows = rowsOf(shown, { key: 'version', descending: false })
    expect(notesOnRows(shown, rows.slice(0, 3), context)).toEqual([])
    const linked = { ...VIEW, address: 'http://strata:3000' }
    expect(notesOnRows(shown, rows, { ...context, linked })).toMatchObject([
      { href: `http://strata:3000${noteHref(shown.notes[0]!, shown, VIEW)}` },
    ])
  })
})

describe('where a note leads', () => {
  const state = (report: CompareReport) =>
    loadPage('tag', noteHref(report.notes[0]!, report, VIEW).replace('/tag', ''))
  it('is its tag beside the one before, at its file', () => {
    expect(state(read)).toMatchObject({
      ref: 'localhost/app:4',
      tab: 'compare',
      with: 'localhost/app:3',
      find: 'srv/app/debug/core.dump',
    })
    expect(state(grown)).toMatchObject({ find: '' })
  })
  it('is the tag alone where none is before it, in the snapshot that its series is from', () => {
    const first = { ...grown, notes: [{ ...grown.notes[0]!, tag: 0 }] }
    expect(state(first)).toMatchObject({ ref: 'localhost/app:1', tab: 'layers', with: '', source: 'auto' })
    const strategies = [{ ...grown.strategies[0]!, from: { name: 'may', createdAt: '' } }]
    expect(state({ ...grown, strategies })).toMatchObject({ source: 'snapshot:may' })
  })
})
