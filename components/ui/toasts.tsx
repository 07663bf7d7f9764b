import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { awaitNotices, hadNotices } from './notices'

const Toaster = dynamic(() => import('./toaster'), { ssr: false })

/** Where notices appear. What draws them comes with the first one. */
export function Toasts() {
  return useSyncExternalStore(awaitNotices, hadNotices, () => false) && <Toaster />
}
