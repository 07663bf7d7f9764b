'use client'

import { Tooltip } from 'radix-ui'
import { type ReactNode, useState } from 'react'

/** Words that explain what they are beside, on hover, on keyboard focus, and by tap. */
export function Hint({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen}>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          onClick={(event) => {
            // Not closed by what opens it where there is nothing to hover with.
            event.preventDefault()
            setOpen(true)
          }}
          className="group/name cursor-help rounded-sm text-inherit [font:inherit]"
        >
          {children}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-80 rounded-md bg-ink px-3 py-2 text-canvas text-xs leading-relaxed shadow-lg [overflow-wrap:anywhere]"
        >
          {text}
          <Tooltip.Arrow className="fill-ink" />
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
