'use client'

import { Popover as Radix } from 'radix-ui'
import { type ReactNode, type RefObject, useRef } from 'react'

export interface PanelProps {
  /** What it stands beside, and where the keyboard goes back to. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

interface Props extends PanelProps {
  readonly label: string
  readonly align: 'start' | 'end'
}

/** An open popover. It comes with the first that is opened. */
export default function PopoverPanel({ anchor, label, align, onClose, children }: Props) {
  const wentElsewhere = useRef(false)
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          onInteractOutside={(event) => {
            // Its own button closes it: closed here too, it would open again at once.
            if (anchor.current?.contains(event.target as Node)) event.preventDefault()
            else wentElsewhere.current = true
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!wentElsewhere.current) anchor.current?.focus()
          }}
          className="z-40 w-80 max-w-[calc(100vw-16px)] max-h-[var(--radix-popover-content-available-height)] overflow-y-auto rounded-lg border border-line bg-surface p-3 text-sm shadow-xl"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
