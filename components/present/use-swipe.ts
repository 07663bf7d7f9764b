'use client'

import { type TouchEvent, useRef } from 'react'

/** Pixels from which a touch is a swipe. */
const FAR = 50

/** Swipes to the left and right. @param onSwipe  1 for the next, -1 for the previous */
export function useSwipe(onSwipe: (way: 1 | -1) => void) {
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined)
  return {
    onTouchStart({ touches }: TouchEvent) {
      const touch = touches[0]
      start.current = touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY } : undefined
    },
    onTouchEnd({ changedTouches }: TouchEvent) {
      const touch = changedTouches[0]
      if (!touch || !start.current) return
      const [x, y] = [touch.clientX - start.current.x, touch.clientY - start.current.y]
      if (Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y)) onSwipe(x < 0 ? 1 : -1)
      start.current = undefined
    },
  }
}
