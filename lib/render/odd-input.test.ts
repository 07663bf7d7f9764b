// Longer than most: what is out of the ordinary, in every table, text and picture.
import { describe, expect, it } from 'vitest'
import { downloadsReport } from '../analysis/compare/downloads'
import type { SeriesFacts } from '../analysis/compare/facts'
import { compareReport } from '../analysis/compare/report'
import { type CardContexts, type CardNeed, documentOf } from '../document/cards/card'
import { totalCard } from '../document/cards/comparison'
import { CARDS } from '../document/cards/index'
import { factsOf, QUESTION, sampleImages, seriesOf } from '../document/cards/sample-facts.testing'
import type { CardDocument } from '../document/document'
import { namedReport } from '../document/words/named-report'
import { wordsOf } from '../document/words/words'
import { LOCALES, type Locale } from '../i18n/locales'
import { loadPage } from '../link/pages'
import type { ImageFacts } from '../oci/facts'
import { plain } from '../oci/plain'
import { FORMATS } from './formats'
import { escapeHtml, html } from './formats/html'
import { cardPicture } from './svg/card'
import { readXml } from './svg/xml.testing'

const LINKED = 'docker-layer-linked'
const FIXED = 'docker-layer-base-linked'
const images = sampleImages(LINKED)

const named = (series: SeriesFacts, name: string): SeriesFacts => ({
  ...series,
  input: { ...series.input, name },
})
const without = (what: 'blob' | 'unpacked') => (image: ImageFacts) => ({
  ...image,
  layers: image.layers.map((layer) => ({ ...layer, [what]: undefined })),
})
const tagged = (tags: readonly string[], repository = LINKED): SeriesFacts => ({
  ...seriesOf(repository, images),
  tags: tags.map((tag, at) => ({
    tag,
    snapshot: { ...images[at % images.length]!, reference: `localhost:5000/${repository}:${tag}` },
    failures: [],
  })),
})

const good = named(seriesOf(LINKED, images), 'Chained')
const fixed = named(seriesOf(FIXED, sampleImages(FIXED)), 'Fixed base')
const unread: SeriesFacts = {
  ...good,
  tags: good.tags.map((tag, at) =>
    at === 1
      ? { tag: tag.tag, failures: [{ code: 'timeout', at: 'localhost:5000', seconds: 10 } as const] }
      : tag,
  ),
}
const empty = named({ ...seriesOf('empty', []), problems: [{ code: 'no-tags' }] }, 'Empty')
const six = ['A', 'B', 'C', 'D', 'E'].map((name, at) => named(at % 2 ? fixed : good, name))

const CASES: readonly (readonly [string, readonly SeriesFacts[]])[] = [
  ['one strategy without registry', [named(seriesOf(LINKED, images.map(without('blob'))), 'Local'), fixed]],
  ['no registry at all', [named(seriesOf(LINKED, images.map(without('blob'))), 'Local')]],
  ['no host at all', [named(seriesOf(LINKED, images.map(without('unpacked'))), 'Far'), fixed]],
  ['nothing known of any layer', [seriesOf(LINKED, images.map(without('blob')).map(without('unpacked')))]],
  ['a tag that cannot be read', [unread, fixed]],
  ['no tag that can be read', [{ ...good, tags: good.tags.map(({ tag }) => ({ tag, failures: [] })) }]],
  ['no tags', [empty]],
  ['no strategy', []],
  ['one tag', [{ ...good, tags: good.tags.slice(0, 1) }]],
  ['equal tags', [tagged(['1', '2', '3']), tagged(['1', '2', '3'], 'same')]],
  ['the same strategy twice', [good, good]],
  ['six strategies with one empty', [...six, empty]],
  [
    'names of 200 signs',
    [named(good, 'n'.repeat(200)), named(tagged([`v${'9'.repeat(120)}`, '2']), `${'n'.repeat(199)}m`)],
  ],
  ['names that read from the right', [named(good, 'שלום עולם'), named(fixed, 'النسخة (1) / 2')]],
  ['emoji, marks and what acts', [named(good, '👩‍👩‍👧 é\u0301 \u202e\u0007'), named(fixed, '<b>|`*_=1+1')]],
]

/** What all cards of comparisons and downloads say of some series. */
function documentsOf(series: readonly SeriesFacts[], locale: Locale): readonly CardDocument[] {
  const words = wordsOf(locale)
  const { platform: _, ...state } = loadPage(
    'downloads',
    'cols=created,difference,growth,share,disk,left,compression',
  )
  const report = downloadsReport({ ...QUESTION, ...state }, factsOf(series))
  const compare = namedReport(words('kind'), report.compare)
  const contexts = {
    compare: { ...state, report: compare, words },
    downloads: { ...state, report: { ...report, compare }, words },
  }
  const said = <Need extends CardNeed>(need: Need, context: CardContexts[Need]) =>
    CARDS.filter((card) => card.needs === need).map((card) => documentOf(card, context as never))
  return [...said('compare', contexts.compare), ...said('downloads', contexts.downloads)].filter(
    (document) => document !== undefined,
  )
}

const TEXTS = FORMATS.flatMap((format) => (format.kind === 'text' ? [format] : []))
/** What is left in a text where a program did not think of something. */
const UNTHOUGHT = /\bNaN\b|\bundefined\b|\bnull\b|Infinity|\[object|\bfalse\b/

describe('what is out of the ordinary', () => {
  it.each(CASES)('is said, drawn and exported: %s', (_, series) => {
    for (const locale of LOCALES) {
      const documents = documentsOf(series, locale)
      expect(documents.length).toBeGreaterThan(0)
      for (const { id, write } of TEXTS) {
        const text = write(documents)
        if (id !== 'json') expect(text).not.toMatch(UNTHOUGHT)
      }
      for (const document of documents) {
        const { texts } = readXml(cardPicture(document, { theme: 'light', show: 'both' }))
        expect(texts.join(' ')).not.toMatch(UNTHOUGHT)
      }
    }
  })

  it('is never 0 where it is not known, and has its reason', () => {
    const [local] = CASES[0]![1]
    const { tables } = documentsOf([local!, fixed], 'en').find(({ card }) => card === 'total')!
    const place = tables[0]!.columns.findIndex(({ id }) => id === 'registry')
    for (const row of tables[0]!.rows) {
      const [unknown, known] = row[place]!.values
      expect(unknown).toMatchObject({ text: '—', why: expect.stringContaining('No registry says how') })
      expect(known?.text).toMatch(/^\d+\.\d\dMB$/)
    }
  })

  it('gives each of six strategies a column in HTML, by its name', () => {
    const documents = documentsOf(CASES.find(([name]) => name.startsWith('six'))![1], 'en')
    const text = html.write(documents)
    expect(text).toContain('<th scope="colgroup" colspan="5"')
    for (const name of ['A', 'E']) expect(text).toMatch(new RegExp(`<th scope="col"[^>]*>${name}</th>`))
    expect(text).not.toContain('788MB / ')
  })

  it('keeps names whole in files, whatever they are made of', () => {
    for (const [, series] of CASES.slice(-3)) {
      const text = html.write(documentsOf(series, 'en'))
      for (const { input } of series) expect(text).toContain(escapeHtml(plain(input.name ?? '')))
    }
  })

  it('is two thousand tags, within a second or two', { timeout: 20_000 }, () => {
    const many = tagged(Array.from({ length: 2000 }, (_, at) => `1.0.${at}`))
    const { platform: _, ...state } = loadPage('compare', '')
    const report = compareReport({ ...QUESTION, ...state }, factsOf([many]))
    const documents = [documentOf(totalCard, { ...state, report, words: wordsOf('en') })!]
    const [table] = documents[0]!.tables
    expect(table!.rows).toHaveLength(2000)
    for (const { write } of TEXTS) expect(write(documents).length).toBeGreaterThan(2000)
    expect(readXml(cardPicture(documents[0]!, { theme: 'light', show: 'both' })).texts.join(' ')).toContain(
      '… +1,',
    )
  })
})
