import { Command } from 'cmdk'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** One line of the palette. */
export interface Line {
  /** Names it among all lines, and is searched. */
  readonly value: string
  /** Searched too. */
  readonly text: string
  /** Searched beside the text. */
  readonly keywords?: readonly string[]
  readonly icon: LucideIcon
  /** Small, at the end of the line. */
  readonly note?: string | undefined
  /** What is chosen now, in words for screen readers. */
  readonly chosen?: string | undefined
  readonly act: () => void
}

/** Closes the palette, then acts: what is opened gets the keyboard. */
export type Run = (act: () => void) => void

interface Props {
  readonly heading: string
  readonly lines: readonly Line[]
  readonly run: Run
  /** Above the lines. */
  readonly children?: ReactNode
}

/** Lines of one kind under their heading. */
export function PaletteGroup({ heading, lines, run, children }: Props) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
      {lines.map(({ value, text, keywords = [], icon: Icon, note, chosen, act }) => (
        <Command.Item
          key={value}
          value={value}
          keywords={[text, ...keywords]}
          onSelect={() => run(act)}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm aria-selected:bg-sunken"
        >
          <Icon className="size-4 shrink-0 text-muted" aria-hidden="true" />
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{text}</span>
          {note !== undefined && <span className="whitespace-nowrap text-muted text-xs">{note}</span>}
          {chosen !== undefined && (
            <>
              <Check className="size-4 shrink-0 text-good" aria-hidden="true" />
              <span className="sr-only">({chosen})</span>
            </>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
