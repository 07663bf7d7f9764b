'use client'

import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'

/** Words that explain what they are beside, on hover and on keyboard focus. */
export function Hint({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button type="button" className="cursor-help rounded-sm text-inherit [font:inherit]">
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
