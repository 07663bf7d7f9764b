import { useTranslations } from 'next-intl'
import { Help } from '@/components/ui/help'
import { formatBytes, formatExactBytes, formatShare } from '@/lib/i18n/format'
import type { WasteProps } from './waste-props'

/** The four sums at a glance. */
export function WasteFigures({ waste, units }: WasteProps) {
  const t = useTranslations('waste')
  const { visibleBytes, storedBytes, hiddenBytes, duplicateBytes } = waste
  const share = formatShare(storedBytes > 0 ? hiddenBytes / storedBytes : 0)
  const figures: readonly [string, number, string, boolean][] = [
    [t('visible'), visibleBytes, t('visibleNote'), false],
    [t('stored'), storedBytes, t('storedNote'), false],
    [t('hidden'), hiddenBytes, t('hiddenNote', { share }), hiddenBytes > 0],
    [t('duplicates'), duplicateBytes, t('duplicatesNote'), duplicateBytes > 0],
  ]
  return (
    <dl className="grid grid-cols-2 gap-2 lg:grid-cols-4">
      {figures.map(([name, bytes, note, isWaste]) => (
        <div key={name} className="flex flex-col rounded-lg bg-sunken px-3 py-2">
          <dt className="text-muted text-sm">
            {name} {name === t('hidden') && <Help topic="hidden" />}
            {name === t('duplicates') && <Help topic="duplicates" />}
          </dt>
          <dd
            title={formatExactBytes(bytes)}
            className={`font-semibold text-xl tabular-nums ${isWaste ? 'text-warn' : ''}`}
          >
            {formatBytes(bytes, units)}
          </dd>
          <dd className="text-muted text-xs">{note}</dd>
        </div>
      ))}
    </dl>
  )
}
