'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { Tooltip } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { makeQueryClient } from '@/lib/api/query-client'

/** What every page shares in the browser: queries, the link's state, theme and tooltips. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient)
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange>
          <Tooltip.Provider delayDuration={150}>{children}</Tooltip.Provider>
        </ThemeProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}
