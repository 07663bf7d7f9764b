import { useSearchParams } from 'next/navigation'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { shortSearch } from '@/lib/link/link'
import type { ExportPage } from '@/lib/link/pages'

export interface Scope {
  readonly page: ExportPage
  /** What of the page's link the page understands: what it shows. */
  readonly search: string
}

const ScopeContext = createContext<Scope | undefined>(undefined)

interface Props extends Pick<Scope, 'page'> {
  readonly children: ReactNode
}

/** Says which page its cards are on and what the page shows, so that each card knows the address of its exports. */
export function ExportScope({ page, children }: Props) {
  const params = useSearchParams()
  const scope = useMemo(
    () => ({ page, search: shortSearch(page, new URLSearchParams(params)) }),
    [page, params],
  )
  return <ScopeContext value={scope}>{children}</ScopeContext>
}

/** The page of a card; undefined where its cards have no exports. */
export const useExportScope = (): Scope | undefined => useContext(ScopeContext)
