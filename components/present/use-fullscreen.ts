'use client'

import { type RefObject, useState, useSyncExternalStore } from 'react'

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
