import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Remarks, SheetCard } from '@/components/document/sheet-card'
import type { CompareReport } from '@/lib/analysis/report'
import type { ReportCard, ReportDocuments } from '@/lib/document/report/documents'
import { footnotesOf } from '@/lib/document/report/footnotes'
import type { ReportState } from '@/lib/link/report-state'
import { AssumptionPart } from './assumption-part'
import { MethodPart } from './method-part'
import type { SheetPart } from './report-view'
import { StrategyPart } from './strategy-part'

interface Question {
  readonly compare: CompareReport
  readonly documents: ReportDocuments
  readonly state: ReportState
  /** Of a section that is no card. */
  readonly titleOf: (id: string) => string
}

/** The sections of a report, drawn, in their order: none of them needs a script. */
export function reportParts({ compare, documents, state, titleOf }: Question): readonly SheetPart[] {
  const { cards, chains, assumptions } = documents
  const footnotes = footnotesOf([...cards.map(({ document }) => document), ...chains])
  const own = (id: string, content: ReactNode): SheetPart => ({ id, title: titleOf(id), content })
  const saysOnly = ({ slides }: ReportCard) => slides?.includes('sentences') ?? false
  const cardPart = (card: ReportCard): SheetPart => ({
    id: card.document.card,
    title: card.document.title,
    content: saysOnly(card) ? (
      <Remarks remarks={card.document.remarks} />
    ) : (
      <SheetCard document={card.document} footnotes={footnotes} titled />
    ),
  })
  return [
    ...cards.filter(saysOnly).map(cardPart),
    own('strategies', <StrategyPart report={compare} />),
    ...cards.filter((card) => !saysOnly(card)).map(cardPart),
    own(
      'layers',
      chains.length === 0 ? (
        <NoChains />
      ) : (
        chains.map((chain) => <SheetCard key={chain.title} document={chain} footnotes={footnotes} />)
      ),
    ),
    own('assumptions', <AssumptionPart report={compare} state={state} rollout={assumptions} />),
    own('method', <MethodPart />),
  ]
}

function NoChains() {
  const t = useTranslations('report')
  return <p className="quiet">{t('chainsUnread')}</p>
}
