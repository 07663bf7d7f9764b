'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'

export { notify } from './notices'

const Toaster = dynamic(() => import('./toaster'), { ssr: false })

/** Where notices appear. What draws them comes once the page has settled, so that it listens before the first one. */
export function Toasts() {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 1500)
    return () => clearTimeout(timer)
  }, [])
  return settled && <Toaster />
}
