import type { ReactNode } from 'react'
import { ExportMenu } from '@/components/exports/export-menu'
import { Help } from '@/components/ui/help'
import type { TopicId } from '@/lib/document/method/topics'

interface Props {
  /** Id of the title, where its card is named by it. */
  readonly id?: string
  readonly title: string
  readonly note: string
  /** What its bubble explains. */
  readonly help?: TopicId
  /** The card, as exports name it; absent where it has nothing to export. */
  readonly card?: string | undefined
  /** Whether it is drawn as well as listed. */
  readonly chart?: boolean
  /** Controls of the card, before its exports. */
  readonly children?: ReactNode
}

/** The head of a card: what it is, what it counts, how to take it away. */
export function CardTitle({ id, title, note, help, card, chart = false, children }: Props) {
  return (
    <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1">
        <h2 id={id} className="inline font-semibold text-base">
          {title}
        </h2>{' '}
        {help && <Help topic={help} />}
        <p className="text-muted text-xs">{note}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        {card !== undefined && <ExportMenu card={card} title={title} chart={chart} />}
      </div>
    </div>
  )
}
