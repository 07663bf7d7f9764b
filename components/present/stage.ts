'use client'

import { type RefObject, type TouchEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/** Full screen of an element, where the browser has it and allows it. */
export function useFullscreen(target: RefObject<HTMLElement | null>) {
  const [refused, setRefused] = useState(false)
  const full = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null,
    () => false,
  )
  async function toggle() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen()
      else if (target.current?.requestFullscreen) await target.current.requestFullscreen()
      else throw new Error('no full screen')
      setRefused(false)
    } catch {
      setRefused(true)
    }
  }
  return { full, refused, toggle }
}

const REST_MS = 3000

/** Whether the pointer has rested for so long that it may be hidden. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), REST_MS)
    const wake = () => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), REST_MS)
    }
    window.addEventListener('pointermove', wake)
    window.addEventListener('pointerdown', wake)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointermove', wake)
      window.removeEventListener('pointerdown', wake)
    }
  }, [])
  return idle
}

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
