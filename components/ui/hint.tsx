'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

/** How long a pointer rests on it before its words are shown, and how long it may be away on its way onto them. */
const WAIT_MS = 150

const Panel = dynamic(() => import('./hint-panel'), { ssr: false })

/** Words that explain what they are beside: on hover, on keyboard focus, and by a tap. */
export function Hint({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  const anchor = useRef<HTMLButtonElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const id = useId()
  const [open, setOpen] = useState(false)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = (next: boolean, afterMs = 0) => {
    clearTimeout(timer.current)
    if (afterMs === 0) setOpen(next)
    else timer.current = setTimeout(() => setOpen(next), afterMs)
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-describedby={open ? id : undefined}
        onPointerEnter={({ pointerType }) => pointerType !== 'touch' && show(true, WAIT_MS)}
        onPointerLeave={({ pointerType }) => pointerType !== 'touch' && show(false, WAIT_MS)}
        onFocus={() => show(true)}
        onBlur={() => show(false)}
        onClick={() => show(true)}
        className="group/name cursor-help rounded-sm text-left text-inherit [font:inherit]"
      >
        {children}
      </button>
      {open && (
        <Panel
          anchor={anchor}
          id={id}
          onEnter={() => show(true)}
          onLeave={() => show(false, WAIT_MS)}
          onClose={() => show(false)}
        >
          {text}
        </Panel>
      )}
    </>
  )
}
