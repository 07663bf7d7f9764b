import type { CompareReport, StrategyReport } from '../../analysis/report'
import type { PageKey } from '../../link/pages'
import type { CardId } from '../compare/columns'
import { rowsOf, withoutEmpty } from '../compare/rows'
import { cardChart } from '../series/figure-chart'
import { alternativeTexts, elsewhereTexts, refusalTexts } from '../words/blob-words'
import { cardNote } from '../words/cache-words'
import { verdictConclusion } from '../words/conclusion'
import { failureText, problemText } from '../words/failure-text'
import { elseText } from '../words/reading-words'
import { sourceText } from '../words/source-text'
import type { Words } from '../words/words'
import type { CardDefinition, CompareContext } from './card'
import { compareTable } from './compare-table'

/** A card with a table of the articles and its bars: tags line by line, strategies side by side. */
function comparisonCard(id: CardId, pages: readonly PageKey[]): CardDefinition<'compare'> {
  return {
    id,
    title: `cards.${id}`,
    pages,
    needs: 'compare',
    slides: ['table', 'chart'],
    says(context) {
      const { report: whole, words } = context
      const t = words('cards')
      const report = withoutEmpty(whole)
      const rows = rowsOf(report, context.sort)
      const said = {
        note: cardNote(words, id, report),
        legend: legendOf(report.strategies),
        remarks: [...comparisonRemarks(whole, words), ...besideTexts(id, context)],
        source: sourceText(t, whole),
      }
      if (rows.length === 0) return said
      return {
        ...said,
        conclusion: conclusionOf(id, whole, report.strategies, context),
        tables: [compareTable(id, { ...context, report }, rows)],
        charts: [cardChart(id, { ...context, report, rows })],
      }
    },
  }
}

/** In unpacked bytes the total is what a host holds; where no verdict says that, it is the registry's. */
function conclusionOf(
  id: CardId,
  whole: CompareReport,
  shown: readonly StrategyReport[],
  context: CompareContext,
) {
  const of = (code: Parameters<typeof verdictConclusion>[0]) => verdictConclusion(code, whole, shown, context)
  if (id === 'cached') return of('update')
  if (id === 'uncached') return of('fresh-host')
  return (whole.basis === 'unpacked' ? of('host-after') : undefined) ?? of('registry-after')
}

export const totalCard = comparisonCard('total', ['compare', 'planner', 'report'])
export const cachedCard = comparisonCard('cached', ['compare', 'downloads', 'planner', 'report'])
export const uncachedCard = comparisonCard('uncached', ['compare', 'planner', 'report'])

export function legendOf(strategies: readonly StrategyReport[]) {
  return strategies.map(({ name, colour }) => ({ name, colour }))
}

type SaidContext = Pick<CompareContext, 'report' | 'units' | 'words'>

/** What stands below a card: who cannot pull what it shows, what its figures leave out, and what of a download comes from elsewhere. */
export function besideTexts(card: CardId, context: SaidContext): readonly string[] {
  const { report } = context
  const tags = report.strategies.flatMap((strategy) => strategy.tags)
  if (card === 'total') {
    const refused = tags.map(({ tag, image }) => ({ tag, refusals: image?.refusals }))
    return [...refusalTexts(refused, context), ...alternativeTexts(tags, context), ...elseTexts(context)]
  }
  return elsewhereTexts(tags, report, context, card === 'cached')
}

/** What repositories hold beside images, a sentence for each that holds something. */
function elseTexts(context: SaidContext): readonly string[] {
  const { strategies } = context.report
  const texts = strategies.flatMap(({ reading, input: { reference } }) =>
    reading ? elseText(context, reading, strategies.length > 1 ? reference : undefined) || [] : [],
  )
  // Two series of one repository have the same beside them.
  return [...new Set(texts)]
}

/** What could not be read: all of it, of a series as a whole, and of a tag. */
export function comparisonRemarks({ rows, strategies }: CompareReport, words: Words): readonly string[] {
  const texts = { failures: words('failures'), problems: words('problems') }
  const of = (name: string, text: string) => words('exports')('of', { name, text })
  return [
    ...(rows.length > 0 ? [] : [words('cards')('noRows')]),
    ...strategies.flatMap(({ name, tags, problems }) => [
      ...problems.map((problem) => of(name, problemText(texts, problem))),
      ...tags.flatMap(({ image, reference, failures }) =>
        image ? [] : failures.map((failure) => of(reference, failureText(texts.failures, failure))),
      ),
    ]),
  ]
}
