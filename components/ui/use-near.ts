import { type RefObject, useEffect, useState } from 'react'

/** How far below the view something is got ready for it. */
const AHEAD = '600px'

/** Whether an element has come near the view, or is about to be printed; once it has, it stays so. */
export function useNear(box: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element || isNear) return
    const come = () => setNear(true)
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && come(),
      { rootMargin: AHEAD },
    )
    observer.observe(element)
    addEventListener('beforeprint', come)
    return () => {
      observer.disconnect()
      removeEventListener('beforeprint', come)
    }
  }, [box, isNear])
  return isNear
}
