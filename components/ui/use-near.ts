import { type RefObject, useEffect, useState } from 'react'

/** By these somebody says to be there. */
const ACTS = ['pointerdown', 'keydown', 'wheel'] as const

let hasActed = false
/** Who comes from another page has pressed something there. */
if (typeof window !== 'undefined') {
  for (const act of ACTS) addEventListener(act, () => (hasActed = true), { once: true })
}

/**
 * Whether an element has come into view, or is about to be printed; once it has, it stays so.
 *
 * @param acted  whether it is enough, too, that somebody has begun to use the page
 */
export function useNear(box: RefObject<Element | null>, { acted = false } = {}): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element || isNear) return
    const come = () => setNear(true)
    if (acted && hasActed) return come()
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && come(),
    )
    observer.observe(element)
    const events = ['beforeprint', ...(acted ? ACTS : [])]
    for (const event of events) addEventListener(event, come)
    return () => {
      observer.disconnect()
      for (const event of events) removeEventListener(event, come)
    }
  }, [box, isNear, acted])
  return isNear
}
