'use client'

import { useTranslations } from 'next-intl'
import { Hint } from '@/components/ui/hint'
import type { Reason } from '@/lib/analysis/cell'
import { type Amount, knownOf, smallestOf } from '@/lib/document/downloads/amounts'
import { reasonText } from '@/lib/document/words/cell-text'

interface Props {
  /** One a series. */
  readonly amounts: readonly Amount[]
  /** Why a series' pulls are estimates; undefined where they are exact. */
  readonly estimated: readonly (Reason | undefined)[]
  readonly textOf: (value: number) => string
  /** The figure to the last digit, on hover. */
  readonly exactOf?: ((value: number) => string) | undefined
}

/** The series' figures side by side, `788MB / 783MB`, the smallest marked. */
export function Amounts({ amounts, estimated, textOf, exactOf }: Props) {
  const t = useTranslations('rollout')
  const best = smallestOf(amounts)
  return amounts.map((amount, index) => (
    <span key={String(index)}>
      {index > 0 && <span className="text-muted"> / </span>}
      <span
        className={
          best === knownOf(amount) && best !== undefined
            ? 'font-semibold underline decoration-2 decoration-good underline-offset-4'
            : ''
        }
      >
        <One amount={amount} estimated={estimated[index]} textOf={textOf} exactOf={exactOf} />
        {best === knownOf(amount) && best !== undefined && <span className="sr-only"> ({t('best')})</span>}
      </span>
    </span>
  ))
}

interface OneProps extends Pick<Props, 'textOf' | 'exactOf'> {
  readonly amount: Amount
  readonly estimated: Reason | undefined
}

function One({ amount, estimated, textOf, exactOf }: OneProps) {
  const t = useTranslations('rollout')
  const reasons = useTranslations('reasons')
  if (amount === undefined) return '—'
  if (amount === 'unread') return <Reasoned why={t('unread')}>—</Reasoned>
  if (amount.kind === 'unknown') return <Reasoned why={t('lacking', { pulls: amount.lacking })}>—</Reasoned>
  if (estimated) return <Reasoned why={reasonText(reasons, estimated)}>≈{textOf(amount.value)}</Reasoned>
  return <span title={exactOf?.(amount.value)}>{textOf(amount.value)}</span>
}

function Reasoned({ why, children }: { readonly why: string; readonly children: React.ReactNode }) {
  return (
    <Hint text={why}>
      <span className="underline decoration-dotted decoration-muted underline-offset-4">{children}</span>
    </Hint>
  )
}
