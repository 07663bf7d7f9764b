import 'server-only'
import type { CompareReport, ImageReport } from '../analysis/report'
import { documentOf } from '../document/cards/card'
import { verdictsCard } from '../document/cards/verdicts'
import { namedReport } from '../document/words/named-report'
import { compareTitle, tagSentence, tagTitle } from '../document/words/view-title'
import { type Words, wordsOf } from '../document/words/words'
import type { Units } from '../i18n/format'
import type { Locale } from '../i18n/locale'
import { loadPage, type PageKey } from '../link/pages'
import { type PlannerState, toPlannedInput } from '../link/planner-state'

/** A view in a line and in a sentence or two: for its title, its description, and the picture of its link. */
export interface ViewWords {
  readonly title: string
  readonly description: string
}

/** Sentences that a description has room for. */
const SENTENCES = 2

/** A page that shows nothing yet, or of which nothing could be read. */
export function pageWords(page: PageKey, locale: Locale): ViewWords {
  const words = wordsOf(locale)
  return {
    title: page === 'compare' ? words('shell')('title') : words('nav')(page),
    description: words('links')('title.description'),
  }
}

/** A comparison's report in words. @param page  that shows it */
export function reportWords(
  page: Exclude<PageKey, 'tag'>,
  report: CompareReport,
  search: URLSearchParams,
  locale: Locale,
): ViewWords {
  const words = wordsOf(locale)
  const view = loadPage('compare', search)
  const named = page === 'planner' ? report : namedReport(words('kind'), report)
  const title = compareTitle(words('links'), named, view.units)
  if (title === undefined) return pageWords(page, locale)
  const sentences = documentOf(verdictsCard, { ...view, report: named, words })?.remarks ?? []
  return {
    title: page === 'compare' ? title : words('links')('title.of', { page: words('nav')(page), title }),
    description: sentences.slice(0, SENTENCES).join(' · '),
  }
}

/** A tag's report in words. */
export function imageWords(report: ImageReport, units: Units, locale: Locale): ViewWords {
  const t = wordsOf(locale)('links')
  const title = tagTitle(t, report, units)
  return { title, description: report.tag.image ? tagSentence(t, report, units) : t('title.description') }
}

/** The comparison that the Planner shows, with its plans named in a language. */
export function plannedInput(state: PlannerState, words: Words) {
  const t = words('planner')
  return toPlannedInput(state, (strategy) => t('planned', { strategy: t(`kinds.${strategy}`) }))
}
