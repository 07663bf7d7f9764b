import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { CompareReport, StrategyReport } from '@/lib/analysis/report'
import { formatPlatform } from '@/lib/oci/platform'

interface Props {
  readonly report: CompareReport
  readonly onUnpacked: () => void
}

/** Why a strategy has no figures or mixed ones, and what to do: no registry lists blobs, platforms are mixed. */
export function Notices({ report, onUnpacked }: Props) {
  const t = useTranslations('have')
  const lacking = report.basis === 'transfer' ? report.strategies.filter(lacksTransfer) : []
  const mixed = report.strategies.flatMap((strategy) => {
    const platforms = platformsOf(strategy)
    return platforms.length > 1 ? [{ name: strategy.name, platforms: platforms.join(', ') }] : []
  })
  if (lacking.length === 0 && mixed.length === 0) return null
  return (
    <div role="status" className="flex flex-col gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
      {lacking.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {t('noRegistry', { names: lacking.map(({ name }) => name).join(', ') })}
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
  return [...new Set(tags.flatMap(({ image }) => (image?.platform ? [formatPlatform(image.platform)] : [])))]
}
