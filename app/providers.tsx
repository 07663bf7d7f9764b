'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, Suspense, useState } from 'react'
import { makeQueryClient } from '@/components/data/query-client'
import { DropZone } from '@/components/shell/drop-zone'
import { Overlays } from '@/components/shell/overlays'
import { DensityProvider } from '@/components/ui/density'
import type { Density } from '@/components/ui/density-cookie'
import { Toasts } from '@/components/ui/toasts'
import type { OfferedCard } from '@/lib/document/cards'

interface Props {
  /** What the palette offers to take away. */
  readonly cards: readonly OfferedCard[]
  readonly density: Density
  /** Of the script that sets the theme before anything is painted. */
  readonly nonce: string | undefined
  readonly children: ReactNode
}

/** What every page shares in the browser: queries, the link's state, looks, tooltips, and what lies over the page. */
export function Providers({ cards, density, nonce, children }: Props) {
  const [client] = useState(makeQueryClient)
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <ThemeProvider attribute="class" defaultTheme="system" nonce={nonce} disableTransitionOnChange>
          <DensityProvider initial={density}>
            {children}
            <Suspense>
              <Overlays cards={cards} />
              <DropZone />
            </Suspense>
            <Toasts />
          </DensityProvider>
        </ThemeProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}
