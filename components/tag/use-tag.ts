'use client'

import { createContext, use } from 'react'
import type { ImageKey } from '@/components/tag/queries'
import type { ChainReport } from '@/lib/analysis/chain-report'
import type { ImageReport } from '@/lib/analysis/report'
import type { TagState } from '@/lib/link/tag-state'
import type { Reading } from './scan/use-reading'

/** What the parts of a tag's page share. Layers are listed, and positions counted, from the base. */
interface TagPage {
  readonly report: ImageReport
  readonly image: ImageKey
  /** Absent until it has been read. */
  readonly chain: ChainReport | undefined
  /** Absent once all files are known, and until it is known whether they are. */
  readonly reading: Reading | undefined
  readonly state: TagState
  readonly change: (next: Partial<TagState>) => void
  /** Position of the chosen layer. */
  readonly chosen: number
  /** Per layer, what made it: its short digest where that is not known. */
  readonly instructions: readonly string[]
  /** CSS background per layer, by which the image's other layers are told from it. */
  readonly colours: readonly string[]
}

export const TagContext = createContext<TagPage | undefined>(undefined)

/** The page that contains the calling component. @throws Error outside of a tag's page */
export function useTag(): TagPage {
  const page = use(TagContext)
  if (!page) throw new Error('useTag is called outside of a tag’s page')
  return page
}
