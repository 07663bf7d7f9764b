import { Suspense } from 'react'
import { CopyLink } from './copy-link'
import { SaveSnapshot } from './save-snapshot'

/** What can be done with the view of a page as a whole. */
export function PageActions() {
  return (
    <Suspense>
      <CopyLink />
      <SaveSnapshot />
    </Suspense>
  )
}
