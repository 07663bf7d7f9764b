import { Command } from 'cmdk'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface ItemProps {
  /** Names it among all items of the palette, and is searched. */
  readonly value: string
  /** Searched too. */
  readonly text: string
  /** Searched beside the text. */
  readonly keywords?: readonly string[]
  readonly icon: LucideIcon
  /** Small, at the end of the line. */
  readonly note?: ReactNode
  /** What is chosen now, in words for screen readers. */
  readonly chosen?: string | undefined
  readonly onRun: () => void
}

/** One line of the palette. */
export function PaletteItem({ value, text, keywords = [], icon: Icon, note, chosen, onRun }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={[text, ...keywords]}
      onSelect={onRun}
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
  )
}

interface GroupProps {
  readonly heading: string
  readonly children: ReactNode
}

/** Lines of one kind under their heading. */
export function PaletteGroup({ heading, children }: GroupProps) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

/** Closes the palette, then does it: what it opens gets the keyboard. */
export type Run = (action: () => void) => () => void
