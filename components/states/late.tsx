import { type ReactNode, Suspense } from 'react'
import { Loading } from './loading'

interface Props {
  /** Whether what it holds takes so long that something else is shown until then. */
  readonly late: boolean
  readonly children: ReactNode
}

/** The part of a page that waits for its figures: the page around it is drawn without them where they are late. */
export function Late({ late, children }: Props) {
  if (!late) return children
  const waiting = (
    <main className="mx-auto max-w-[1440px] px-4 py-8">
      <Loading />
    </main>
  )
  return <Suspense fallback={waiting}>{children}</Suspense>
}
