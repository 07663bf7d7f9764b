import type { DownloadsReport } from '../../analysis/downloads-report'
import type { DownloadsState } from '../../link/downloads-state'
import type { SectionId } from '../../link/report-state'
import { compareDocuments } from '../cards/compare'
import { matrixDocument } from '../cards/downloads/matrix'
import { rolloutDocument } from '../cards/downloads/rollout'
import { storageDocument } from '../cards/downloads/storage'
import type { CardDocument } from '../document'
import { assumptionTexts } from '../words/rollout-words'
import { sourceText } from '../words/source-text'
import type { Words } from '../words/words'
import { chainDocument, lastTags } from './chain-document'
import { lightChart, lightTable } from './light'

/** Cards whose documents a report and a presentation are made of. */
export type CardSection = Exclude<SectionId, 'strategies' | 'layers' | 'assumptions' | 'method'>

export interface ReportDocuments {
  readonly cards: Readonly<Record<CardSection, CardDocument>>
  /** One per chosen tag that could be read. */
  readonly chains: readonly CardDocument[]
  /** What could not be read: said once, not below each card. */
  readonly problems: readonly string[]
  /** What the simulation of the rollout takes for granted. */
  readonly assumptions: readonly string[]
  /** Where everything comes from, in one line. */
  readonly source: string
}

/**
 * Everything that a report says in tables, charts and sentences, from one reading of the sources.
 *
 * @param report  with its strategies named
 * @param tags    references whose chains are shown; the last tag of each strategy when there are none
 */
export function reportDocuments(
  report: DownloadsReport,
  state: DownloadsState,
  tags: readonly string[],
  words: Words,
): ReportDocuments {
  const { compare } = report
  const { units } = state
  const [verdicts, ...tables] = compareDocuments(compare, state, words)
  const [total, cached, uncached] = tables
  if (!verdicts || !total || !cached || !uncached) throw new Error('A comparison has four cards.')
  const problems = total.remarks.filter((remark) => tables.every(({ remarks }) => remarks.includes(remark)))
  const assumptions = assumptionTexts(words('rollout'))
  const source = sourceText(words('cards'), compare)
  const chainWords = { report: words('report'), reasons: words('reasons'), units }
  return {
    cards: {
      verdicts,
      total: without(problems, total),
      cached: without(problems, cached),
      uncached: without(problems, uncached),
      matrix: without([], matrixDocument(report, units, words)),
      rollout: without(assumptions, rolloutDocument(report, state, units, words)),
      storage: without([], storageDocument(report, units, words)),
    },
    chains: (tags.length > 0 ? tags : lastTags(compare)).flatMap(
      (reference) => chainDocument(compare, reference, source, chainWords) ?? [],
    ),
    problems,
    assumptions,
    source,
  }
}

/** The document without sentences that a report has elsewhere, and with no more of its charts than is drawn. */
function without(sentences: readonly string[], document: CardDocument): CardDocument {
  return {
    ...document,
    remarks: document.remarks.filter((remark) => !sentences.includes(remark)),
    tables: document.tables.map(lightTable),
    charts: document.charts.map(lightChart),
  }
}
