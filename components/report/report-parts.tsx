import { useTranslations } from 'next-intl'
import type { CompareReport } from '@/lib/analysis/report'
import type { CardSection, ReportDocuments } from '@/lib/document/report/documents'
import { footnotesOf } from '@/lib/document/report/footnotes'
import { REPORT_SECTIONS, type ReportState, type SectionId } from '@/lib/link/report-state'
import { AssumptionPart } from './assumption-part'
import { ChainCard } from './chain-card'
import { DocumentCard, Remarks } from './document-card'
import { MethodPart } from './method-part'
import type { SheetPart } from './report-view'
import { StrategyPart } from './strategy-part'

interface Question {
  readonly compare: CompareReport
  readonly documents: ReportDocuments
  readonly state: ReportState
  readonly titleOf: (id: Exclude<SectionId, CardSection>) => string
}

/** The sections of a report, drawn: none of them needs a script. */
export function reportParts({ compare, documents, state, titleOf }: Question): readonly SheetPart[] {
  const { cards, chains } = documents
  const footnotes = footnotesOf([...Object.values(cards), ...chains])
  return REPORT_SECTIONS.map((id): SheetPart => {
    switch (id) {
      case 'verdicts':
        return { id, title: cards.verdicts.title, content: <Remarks remarks={cards.verdicts.remarks} /> }
      case 'strategies':
        return { id, title: titleOf(id), content: <StrategyPart report={compare} /> }
      case 'layers':
        return {
          id,
          title: titleOf(id),
          content:
            chains.length === 0 ? (
              <NoChains />
            ) : (
              chains.map((chain) => <ChainCard key={chain.title} document={chain} footnotes={footnotes} />)
            ),
        }
      case 'assumptions':
        return {
          id,
          title: titleOf(id),
          content: <AssumptionPart report={compare} state={state} rollout={documents.assumptions} />,
        }
      case 'method':
        return { id, title: titleOf(id), content: <MethodPart /> }
      default:
        return {
          id,
          title: cards[id].title,
          content: <DocumentCard document={cards[id]} footnotes={footnotes} titled />,
        }
    }
  })
}

function NoChains() {
  const t = useTranslations('report')
  return <p className="quiet">{t('chainsUnread')}</p>
}
