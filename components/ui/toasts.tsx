import dynamic from 'next/dynamic'
import { useSettled } from './use-settled'

const Toaster = dynamic(() => import('./toaster'), { ssr: false })

/** Where notices appear. What draws them comes once the page has settled, so that it listens before the first one. */
export function Toasts() {
  return useSettled(1500) && <Toaster />
}
