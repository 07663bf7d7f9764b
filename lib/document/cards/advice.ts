import type { AdviceReport, RepeatedPath } from '../../analysis/advisor/advice'
import { exact } from '../../analysis/cell'
import type { CompareReport } from '../../analysis/report'
import type { Units } from '../../i18n/format'
import type { SourceFailure } from '../../oci/failure'
import type { CardDocument, CardTable } from '../document'
import { figureOf, textCell } from '../values'
import { evidenceText, type FoundAdvice, noAdviceText, repeatText, savingText } from '../words/advice-words'
import { failureText } from '../words/failure-text'
import { sourceText } from '../words/source-text'
import type { Words } from '../words/words'
import { compareDocuments } from './compare'
import type { CompareView } from './compare-table'

/** What the advisor says, and the tables of today's series beside the proposed one. */
export const ADVICE_CARDS = ['advice', 'advice-total', 'advice-cached', 'advice-uncached'] as const
export type AdviceCard = (typeof ADVICE_CARDS)[number]

/** Which table of a comparison a card of the advisor is. */
const TABLES = {
  'advice-total': 'total',
  'advice-cached': 'cached',
  'advice-uncached': 'uncached',
} as const satisfies Readonly<Record<Exclude<AdviceCard, 'advice'>, string>>

/** Repeated paths that are listed; the others are counted. */
const MOST_PATHS = 100

/**
 * What the advisor's cards say.
 *
 * @param asked  the series as it stands: where the advice comes from when it compares nothing itself
 * @param cards  which ones, in this order; tables are left out where there is nothing to compare
 */
export function adviceDocuments(
  advice: AdviceReport,
  asked: CompareReport,
  view: CompareView,
  words: Words,
  cards: readonly AdviceCard[] = ADVICE_CARDS,
): readonly CardDocument[] {
  return cards.flatMap((card) => {
    if (card === 'advice') return [adviceDocument(advice, asked, view, words)]
    return 'none' in advice ? [] : tableDocuments(card, advice, view, words)
  })
}

function adviceDocument(
  advice: AdviceReport,
  asked: CompareReport,
  { units }: CompareView,
  words: Words,
): CardDocument {
  const t = words('advisor')
  const about = words('cards')
  if ('none' in advice) {
    const remarks = [noAdviceText(t, advice.none, units)]
    return { ...emptyDocument(units, words), remarks, source: sourceText(about, asked) }
  }
  const paths = pathsOf(advice)
  const left = paths.length - MOST_PATHS
  return {
    ...emptyDocument(units, words),
    remarks: [
      ...advice.repeats.map((repeat) => repeatText(t, advice, repeat, units)),
      savingText(t, advice, units),
      evidenceText(t, advice),
      ...(left > 0 ? [words('adviceCard')('more', { count: left })] : []),
    ],
    tables: paths.length > 0 ? [pathsTable(paths.slice(0, MOST_PATHS), units, words)] : [],
    source: sourceText(about, advice.report),
  }
}

/** What the advisor says when no source has the repository that it is asked about. */
export function failedAdvice(
  failure: SourceFailure,
  { units, advise }: Pick<CompareView, 'units'> & { readonly advise: string },
  words: Words,
): CardDocument {
  const remarks = [failureText(words('failures'), failure)]
  return { ...emptyDocument(units, words), remarks, source: advise }
}

function emptyDocument(units: Units, words: Words): CardDocument {
  const t = words('advisor')
  return {
    card: 'advice',
    title: t('heading'),
    note: t('note'),
    legend: [],
    remarks: [],
    tables: [],
    charts: [],
    source: '',
    units,
  }
}

interface TaggedPath extends RepeatedPath {
  readonly tags: readonly string[]
}

/** Of all repeats, in their order; the largest path of each first. */
function pathsOf({ repeats }: FoundAdvice): readonly TaggedPath[] {
  return repeats.flatMap(({ tags, paths }) => paths.map((path) => ({ ...path, tags })))
}

function pathsTable(paths: readonly TaggedPath[], units: Units, words: Words): CardTable {
  const t = words('adviceCard')
  const values = { units, reasons: words('reasons') }
  return {
    columns: [
      { id: 'path', title: t('path'), align: 'left', perStrategy: false },
      { id: 'bytes', title: t('bytes'), align: 'right', perStrategy: false },
      { id: 'files', title: t('files'), align: 'right', perStrategy: false },
      { id: 'tags', title: t('tags'), align: 'left', perStrategy: false },
    ],
    rows: paths.map(({ path, directory, bytes, files, tags }) => [
      textCell(`/${path}${directory ? '/' : ''}`),
      { values: [figureOf(exact(bytes, 'bytes'), values)] },
      textCell(files.toLocaleString('en-US')),
      {
        ...textCell(`${tags[0] ?? ''} ~ ${tags.at(-1) ?? ''}`),
        beside: [{ text: t('copies', { count: tags.length }) }],
        besideLabel: '',
      },
    ]),
  }
}

/** A table of the comparison under the advisor's name: the page has one of the same title of its own. */
function tableDocuments(
  card: keyof typeof TABLES,
  { report }: FoundAdvice,
  view: CompareView,
  words: Words,
): readonly CardDocument[] {
  const under = (text: string) => words('exports')('of', { name: words('advisor')('heading'), text })
  return compareDocuments(report, view, words, [TABLES[card]]).map((document) => ({
    ...document,
    card,
    title: under(document.title),
    charts: document.charts.map((chart) => ({ ...chart, title: under(chart.title) })),
  }))
}
