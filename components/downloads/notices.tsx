import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { CompareReport, StrategyReport } from '@/lib/analysis/report'

interface Props {
  readonly report: CompareReport
  readonly onUnpacked: () => void
}

/** What stands in the way of a strategy's figures, and what to do: no registry told blobs, platforms are mixed. */
export function Notices({ report, onUnpacked }: Props) {
  const t = useTranslations('have')
  const untold = report.basis === 'transfer' ? report.strategies.filter(lacksTransfer) : []
  const mixed = report.strategies.flatMap((strategy) => {
    const platforms = platformsOf(strategy)
    return platforms.length > 1 ? [{ name: strategy.name, platforms: platforms.join(', ') }] : []
  })
  if (untold.length === 0 && mixed.length === 0) return null
  return (
    <div role="status" className="flex flex-col gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
      {untold.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {t('untold', { names: untold.map(({ name }) => name).join(', ') })}
          <Button onClick={onUnpacked}>{t('unpacked')}</Button>
        </p>
      )}
      {mixed.map(({ name, platforms }) => (
        <p key={name}>{t('mixed', { name, platforms })}</p>
      ))}
    </div>
  )
}

function lacksTransfer({ tags }: StrategyReport): boolean {
  return tags.some(({ cells }) => cells['uncached:transfer']?.kind === 'unknown')
}

function platformsOf({ tags }: StrategyReport): readonly string[] {
  const platforms = tags.flatMap(({ image }) => {
    if (!image?.platform) return []
    const { os, architecture, variant } = image.platform
    return [[os, architecture, variant].filter(Boolean).join('/')]
  })
  return [...new Set(platforms)]
}
