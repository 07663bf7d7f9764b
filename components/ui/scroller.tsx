'use client'

import { type ReactNode, type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from 'react'

interface Props {
  /** Its name: what scrolls has to be reachable by keyboard. */
  readonly label: string
  readonly className?: string
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

/** Room for what may be wider: it scrolls in itself, and fades at the side where there is more. */
export function Scroller({ label, className = '', ref, children }: Props) {
  const own = useRef<HTMLElement>(null)
  useImperativeHandle(ref, () => own.current as HTMLElement)
  useScrollCue(own)
  return (
    <section
      ref={own}
      tabIndex={0}
      aria-label={label}
      className={`scroller relative overflow-auto ${className}`}
    >
      {children}
    </section>
  )
}

/** Notes on an element with the class `scroller` at which sides there is more of it than is seen. */
export function useScrollCue(of: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = of.current
    if (!element) return
    const mark = () => {
      const left = element.scrollLeft > 1
      const right = element.scrollWidth - element.clientWidth - element.scrollLeft > 1
      element.dataset.more = [left && 'left', right && 'right'].filter(Boolean).join(' ')
    }
    const seen = new ResizeObserver(mark)
    seen.observe(element)
    for (const child of element.children) seen.observe(child)
    element.addEventListener('scroll', mark, { passive: true })
    return () => {
      seen.disconnect()
      element.removeEventListener('scroll', mark)
    }
  }, [of])
}
