import { type RefObject, useEffect, useRef, useState } from 'react'

/** Width of an element in pixels, followed as it changes; 0 until it is known. */
export function useWidth(): [RefObject<HTMLElement | null>, number] {
  const box = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [box, width]
}
