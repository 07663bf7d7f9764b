import type { WasteReport } from '@/lib/analysis/chain-report'
import type { Units } from '@/lib/i18n/format'

/** The layers of a chain as a panel names, colours and opens them; positions count from the base. */
export interface LayersProps {
  readonly layers: readonly { readonly instruction: string }[]
  /** CSS colour per position. */
  readonly colours: readonly string[]
  readonly onLayer: (position: number) => void
}

export interface WasteProps extends LayersProps {
  readonly waste: WasteReport
  readonly units: Units
}
