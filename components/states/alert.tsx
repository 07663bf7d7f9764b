import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

interface Props {
  readonly children: ReactNode
  /** Asks again what failed; absent where that would bring nothing. */
  readonly onRetry?: (() => void) | undefined
}

/** Something failed: what, and a way to try again. */
export function Alert({ children, onRetry }: Props) {
  const t = useTranslations('states')
  return (
    <div
      role="alert"
      className="flex w-full flex-wrap items-center gap-3 rounded-lg bg-bad-soft px-3 py-2 text-bad text-sm"
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</div>
      {onRetry && (
        <Button className="text-ink" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
