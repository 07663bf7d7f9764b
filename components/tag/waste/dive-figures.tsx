import { useTranslations } from 'next-intl'
import { Help } from '@/components/ui/help'
import { formatBytes, formatExactBytes, formatShare } from '@/lib/i18n/format'
import type { WasteProps } from './waste-props'

/** dive's two figures under its own names, and why they are others than Strata's. */
export function DiveFigures({ waste, units }: WasteProps) {
  const t = useTranslations('waste')
  const { dive, hiddenBytes } = waste
  const figures = [
    ['efficiencyScore', formatShare(dive.efficiencyScore), String(dive.efficiencyScore)],
    ['inefficientBytes', formatBytes(dive.inefficientBytes, units), formatExactBytes(dive.inefficientBytes)],
  ] as const
  return (
    <div className="mt-4 border-line border-t pt-3">
      <h3 className="inline font-medium text-sm">{t('dive')}</h3> <Help topic="dive" />
      <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {figures.map(([name, text, exact]) => (
          <div key={name} className="flex gap-2">
            <dt className="text-muted">
              <code>{name}</code>
            </dt>
            <dd className="tabular-nums" title={exact}>
              {text}
            </dd>
          </div>
        ))}
        <div className="flex gap-2">
          <dt className="text-muted">{t('hiddenBytes')}</dt>
          <dd className="tabular-nums" title={formatExactBytes(hiddenBytes)}>
            {formatBytes(hiddenBytes, units)}
          </dd>
        </div>
      </dl>
      <p className="mt-1 break-keep text-muted text-xs">{t('diveWhy')}</p>
    </div>
  )
}
