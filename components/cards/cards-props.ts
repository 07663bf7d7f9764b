import type { CompareReport } from '@/lib/analysis/report'
import type { CardId } from '@/lib/document/compare/columns'
import type { Units } from '@/lib/i18n/format'
import type { Face, OptionalColumn, Sort } from '@/lib/link/view-state'

export interface CardsProps {
  readonly report: CompareReport
  readonly units: Units
  readonly faces: Readonly<Record<CardId, Face>>
  readonly onFace: (card: CardId, face: Face) => void
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly columns: readonly OptionalColumn[]
  readonly onColumns: (columns: readonly OptionalColumn[]) => void
  /** Link to a tag's page. @param reference  canonical @param from  the opened snapshot that it is read from, if any */
  readonly tagHref: (reference: string, from?: string) => string
  /** Before the ids of the cards, where a page has them twice. */
  readonly prefix?: string
  /** Before their titles there. */
  readonly under?: string
}
