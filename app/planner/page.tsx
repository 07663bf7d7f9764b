import type { Metadata } from 'next'
import { PlannerView } from '@/components/planner/planner-view'
import { Header } from '@/components/shell/header'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Planner' }

/** Strategies that nobody has built yet, compared like any other. */
export default function Page() {
  return (
    <>
      <Header />
      <PlannerView />
    </>
  )
}
