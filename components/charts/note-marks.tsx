import type { ComponentProps } from 'react'
import { NoteNumber } from '@/components/display/note-number'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Link } from '@/components/ui/link'
import type { ChartNote } from '@/lib/document/document'
import { type DrawnNote, leaderOf, MARK, type PlacedNote } from '@/lib/document/series/note-marks'

/** Lines from marks down to what they are about; in the drawing, under what is written there. */
export function NoteLines({ marks }: { readonly marks: readonly DrawnNote[] }) {
  return marks.map((mark) => (
    <path
      key={mark.note.number}
      d={leaderOf(mark)}
      fill="none"
      stroke={`var(--accent-${mark.note.colour})`}
      strokeDasharray="1 3"
      className="pointer-events-none"
    />
  ))
}

interface MarksProps {
  readonly marks: readonly PlacedNote[]
  /** Whether a list below has the same links: these are for the pointer alone then. */
  readonly listed: boolean
}

/** Marks of a chart over its drawing, each leading to what it marks, with its words beside it where all have room. */
export function NoteMarks({ marks, listed }: MarksProps) {
  return marks.map(({ note, at, y, label }) => {
    const isBefore = label !== undefined && label.left < at
    const side = isBefore ? { right: `calc(100% - ${at + 8}px)` } : { left: at - 8 }
    return (
      <NoteLink
        key={note.number}
        note={note}
        aria-hidden={listed || undefined}
        tabIndex={listed ? -1 : undefined}
        style={{ ...side, top: y - 8, fontSize: MARK.text }}
        className={`absolute flex h-4 items-center gap-[3px] whitespace-nowrap rounded-full text-ink before:absolute before:-inset-1 ${isBefore ? 'flex-row-reverse' : ''}`}
      >
        <NoteNumber {...note} />
        {label && note.text}
      </NoteLink>
    )
  })
}

/** What the numbers of a chart mean, each leading there. */
export function NoteList({ notes }: { readonly notes: readonly ChartNote[] }) {
  if (notes.length === 0) return null
  return (
    <ol className="mt-1 flex flex-wrap gap-x-5 text-xs">
      {notes.map((note) => (
        <li key={note.number} className="min-w-0">
          <NoteLink note={note} className="group flex items-start gap-1.5 rounded leading-6">
            <span className="mt-1 inline-flex items-center gap-1">
              <NoteNumber {...note} />
              <StrategyMark colour={note.colour} className="size-3" />
            </span>
            <span className="min-w-0 underline decoration-line-strong underline-offset-4 [overflow-wrap:anywhere] group-hover:decoration-current">
              {note.text}
            </span>
          </NoteLink>
        </li>
      ))}
    </ol>
  )
}

type LinkProps = Omit<ComponentProps<typeof Link>, 'href'> & { readonly note: ChartNote }

function NoteLink({ note: { href = '', sentence }, ...props }: LinkProps) {
  return (
    <Link
      href={href}
      aria-label={sentence}
      title={sentence}
      // The chart beneath zooms in on what is dragged over.
      onPointerDown={(event) => event.stopPropagation()}
      {...props}
    />
  )
}
