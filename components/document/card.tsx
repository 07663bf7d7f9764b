import type { ReactNode } from 'react'
import { ExportMenu } from '@/components/exports/export-menu'
import { Help } from '@/components/ui/help'
import type { TopicId } from '@/lib/document/method/topics'

interface Props {
  /** Where a link leads to it. */
  readonly id?: string
  /** The card, as exports name it; absent where it has nothing to export. */
  readonly card?: string | undefined
  readonly title: string
  readonly note?: string
  /** What was measured, where and when, where the page does not say so above. */
  readonly source?: string
  /** What its bubble explains. */
  readonly help?: TopicId
  /** Whether it is drawn as well as listed. */
  readonly chart?: boolean
  /** Which faces are shown: so is the picture. */
  readonly show?: 'table' | 'chart' | 'both'
  /** Whether it is a landmark of the page by its title. */
  readonly landmark?: boolean
  /** Whether it stays on one sheet of paper. */
  readonly whole?: boolean
  /** Before its exports. */
  readonly controls?: ReactNode
  readonly children: ReactNode
}

/** A card of a page: what it is, what it counts, how to take it away; what it says; where that comes from. */
export function Card({
  id,
  card,
  title,
  note,
  source,
  help,
  chart,
  show,
  landmark = false,
  whole = false,
  controls,
  children,
}: Props) {
  const named = landmark ? `${id ?? card}-title` : undefined
  return (
    <section
      id={id}
      aria-labelledby={named}
      className={`min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5 ${whole ? 'break-inside-avoid' : ''}`}
    >
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-[min(12rem,100%)] flex-1">
          <h2 id={named} className="inline font-semibold text-base">
            {title}
          </h2>{' '}
          {help && <Help topic={help} />}
          {note !== undefined && <p className="text-muted text-xs">{note}</p>}
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {controls}
          {card !== undefined && <ExportMenu card={card} title={title} chart={chart} show={show} />}
        </div>
      </div>
      {children}
      {source !== undefined && (
        <p className="mt-3 border-line border-t pt-2 text-muted text-xs [overflow-wrap:anywhere]">{source}</p>
      )}
    </section>
  )
}
