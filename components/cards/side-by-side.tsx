import { useTranslations } from 'next-intl'
import { Figure } from '@/components/display/figure'
import type { Cell } from '@/lib/analysis/cell'
import { bestOf } from '@/lib/document/compare/rows'
import type { Precision } from '@/lib/document/words/cell-text'
import type { Units } from '@/lib/i18n/format'

interface Props {
  /** One cell a strategy; undefined where it has none. */
  readonly cells: readonly (Cell | undefined)[]
  readonly units: Units
  readonly precision?: Precision | undefined
  /** Whether the smallest is marked, not by colour alone. */
  readonly compares: boolean
}

/** The strategies' figures in one cell as the articles print them: `788MB / 783MB`. */
export function SideBySide({ cells, units, precision = 'docker', compares }: Props) {
  const t = useTranslations('cards')
  const best = compares ? bestOf(cells) : new Set<number>()
  return cells.map((cell, strategy) => (
    <span key={String(strategy)}>
      {strategy > 0 && <span className="text-muted"> / </span>}
      <span
        className={
          best.has(strategy) ? 'font-semibold underline decoration-2 decoration-good underline-offset-4' : ''
        }
      >
        <Figure cell={cell} units={units} precision={precision} />
        {best.has(strategy) && <span className="sr-only"> ({t('best')})</span>}
      </span>
    </span>
  ))
}
