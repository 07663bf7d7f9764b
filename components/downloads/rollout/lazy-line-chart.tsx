'use client'

import dynamic from 'next/dynamic'

/** The chart comes when it is due: recharts stays out of the page's first script. */
export const LazyLineChart = dynamic(() => import('./line-chart'), {
  ssr: false,
  loading: () => <div className="h-[280px] rounded bg-sunken" aria-hidden="true" />,
})
