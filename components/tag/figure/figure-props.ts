import type { Units } from '@/lib/i18n/format'
import type { UnionFigure } from '@/lib/layerfs/figure'

export interface FigureProps {
  readonly figure: UnionFigure
  /** Per position, base first: the instruction that made it. */
  readonly layers: readonly { readonly instruction: string }[]
  /** CSS colour per position. */
  readonly colours: readonly string[]
  readonly units: Units
  readonly onLayer: (position: number) => void
}
