import type { CompareReport, StrategyReport } from '../../analysis/report'
import type { PageKey } from '../../link/pages'
import type { BarLayout } from '../../link/view-state'
import { groupsOf } from '../compare/bars'
import type { CardId } from '../compare/columns'
import { rowsOf, withoutEmpty } from '../compare/rows'
import { elsewhereTexts, podmanTexts } from '../words/blob-words'
import { cardNote } from '../words/cache-words'
import { failureText, problemText } from '../words/failure-text'
import { elseText } from '../words/reading-words'
import { sourceText } from '../words/source-text'
import type { Translate } from '../words/translate'
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
      const charts = words('charts')
      const report = withoutEmpty(whole)
      const rows = rowsOf(report, context.sort)
      const said = {
        note: cardNote(t, id, report),
        legend: legendOf(report.strategies),
        remarks: [...comparisonRemarks(whole, words), ...besideTexts(id, context)],
        source: sourceText(t, whole),
      }
      if (rows.length === 0) return said
      const layout = layoutOf(id, context, report)
      const note = barsNote(id, report, layout, charts)
      return {
        ...said,
        tables: [compareTable(id, { ...context, report }, rows)],
        charts: [{ kind: 'bars', title: t(id), note, groups: groupsOf(report, rows, id), layout }],
      }
    },
  }
}

/** Up to so many rows neighbours are seen at once, and ribbons between them say more than bars side by side. */
const MOST_JOINED = 12

/**
 * How the bars of a card stand: ribbons are of whole images, the other cards say by hatching what is reused.
 *
 * @param rows  of the report
 */
export function layoutOf(
  card: CardId,
  { bars }: Pick<CompareContext, 'bars'>,
  { rows }: Pick<CompareReport, 'rows'>,
): BarLayout {
  if (card !== 'total') return 'side'
  return bars ?? (rows.length > 1 && rows.length <= MOST_JOINED ? 'ribbons' : 'side')
}

/** What the bars of a card are, and what their colours mean. @param t  of the namespace `charts` */
export function barsNote(card: CardId, { basis }: CompareReport, layout: BarLayout, t: Translate) {
  const hints = [
    card === 'cached' ? t('hint') : t('hintPlain'),
    ...(layout === 'ribbons' ? [t('ribbonsNote')] : []),
  ]
  return [t(`bars-${card}`, { basis }), ...hints].join(' ')
}

export const totalCard = comparisonCard('total', ['compare', 'planner', 'report'])
export const cachedCard = comparisonCard('cached', ['compare', 'downloads', 'planner', 'report'])
export const uncachedCard = comparisonCard('uncached', ['compare', 'planner', 'report'])

export function legendOf(strategies: readonly StrategyReport[]) {
  return strategies.map(({ name, colour }) => ({ name, colour }))
}

type SaidContext = Pick<CompareContext, 'report' | 'units' | 'words'>

/** What stands below a card: what its figures leave out, and what of a download comes from elsewhere. */
export function besideTexts(card: CardId, context: SaidContext): readonly string[] {
  const { report } = context
  const tags = report.strategies.flatMap((strategy) => strategy.tags)
  if (card === 'total') return [...podmanTexts(tags, context), ...elseTexts(context)]
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
