'use client'

import { useTranslations } from 'next-intl'
import { Hint } from '@/components/ui/hint'
import { type Amount, knownOf, smallestOf } from '@/lib/document/downloads/amounts'

interface Props {
  /** One a series. */
  readonly amounts: readonly Amount[]
  /** Series whose pulls rest on chainIDs alone. */
  readonly estimated: readonly boolean[]
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
        <One amount={amount} estimated={estimated[index] ?? false} textOf={textOf} exactOf={exactOf} />
        {best === knownOf(amount) && best !== undefined && <span className="sr-only"> ({t('best')})</span>}
      </span>
    </span>
  ))
}

interface OneProps extends Pick<Props, 'textOf' | 'exactOf'> {
  readonly amount: Amount
  readonly estimated: boolean
}

function One({ amount, estimated, textOf, exactOf }: OneProps) {
  const t = useTranslations('rollout')
  const reasons = useTranslations('reasons')
  if (amount === undefined) return '—'
  if (amount === 'unread') return <Reasoned why={t('unread')}>—</Reasoned>
  if (amount.kind === 'unknown') return <Reasoned why={t('lacking', { pulls: amount.lacking })}>—</Reasoned>
  if (estimated) return <Reasoned why={reasons('no-blobs')}>≈{textOf(amount.value)}</Reasoned>
  return <span title={exactOf?.(amount.value)}>{textOf(amount.value)}</span>
}

function Reasoned({ why, children }: { readonly why: string; readonly children: React.ReactNode }) {
  return (
    <Hint text={why}>
      <span className="underline decoration-dotted decoration-muted underline-offset-4">{children}</span>
    </Hint>
  )
}
