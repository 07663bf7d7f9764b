'use client'

import { Popover as Radix } from 'radix-ui'
import type { RefObject } from 'react'
import type { PanelProps } from './popover-panel'

interface Props extends PanelProps {
  readonly id: string
  readonly onEnter: () => void
  readonly onLeave: () => void
}

/** The words of a hint while they are shown. They take no focus; the pointer may go onto them. */
export default function HintPanel({ anchor, id, onEnter, onLeave, onClose, children }: Props) {
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          id={id}
          role="tooltip"
          side="top"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (anchor.current?.contains(event.target as Node)) event.preventDefault()
          }}
          onPointerEnter={onEnter}
          onPointerLeave={onLeave}
          className="z-50 max-w-80 rounded-md bg-ink px-3 py-2 text-canvas text-xs leading-relaxed shadow-lg [overflow-wrap:anywhere]"
        >
          {children}
          <Radix.Arrow className="fill-ink" />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
