'use client'

import dynamic from 'next/dynamic'
import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, useRef, useState } from 'react'

interface Props {
  /** The button that opens it. */
  readonly trigger: ReactElement<ComponentProps<'button'>>
  readonly label: string
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
}

const load = () => import('./popover-panel')
const Panel = dynamic(load, { ssr: false })
/** What draws it is fetched while the pointer or the keyboard is on its button: it is there by the click. */
const fetchEarly = () => void load()

/** A small panel that opens beside its trigger; Escape and a click outside close it. */
export function Popover({ trigger, label, children, align = 'start', open: asked, onOpenChange }: Props) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [own, setOwn] = useState(false)
  const open = asked ?? own
  const set = (next: boolean) => {
    setOwn(next)
    onOpenChange?.(next)
  }
  return (
    <>
      {cloneElement(trigger, {
        ref: anchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onPointerEnter: fetchEarly,
        onFocus: fetchEarly,
        onClick: () => set(!open),
      })}
      {open && (
        <Panel anchor={anchor} label={label} align={align} onClose={() => set(false)}>
          {children}
        </Panel>
      )}
    </>
  )
}
