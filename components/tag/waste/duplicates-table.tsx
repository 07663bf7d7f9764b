import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { DuplicateReport } from '@/lib/analysis/chain-report'
import { formatBytes, formatExactBytes } from '@/lib/i18n/format'
import { ListSection } from './list-section'
import type { WasteProps } from './waste-props'

const SHOWN = 10
const SHOWN_COPIES = 5

/** Content that several files hold, the most wasteful first. */
export function DuplicatesTable({ waste, units, ...chain }: WasteProps) {
  const t = useTranslations('waste')
  const [unfolded, setUnfolded] = useState(false)
  const rows = unfolded ? waste.duplicates : waste.duplicates.slice(0, SHOWN)
  return (
    <ListSection
      title={t('duplicatePaths')}
      note={t('duplicatePathsNote')}
      empty={t('noDuplicates')}
      columns={[
        { title: t('size'), right: true },
        { title: t('copies'), className: 'w-full' },
      ]}
      folded={waste.duplicates.length - rows.length}
      onUnfold={() => setUnfolded(true)}
      more={waste.moreDuplicates}
      rows={rows.map((duplicate, index) => (
        <tr key={String(index)} className="border-line border-b align-top last:border-0">
          <td className="py-1.5 pr-2.5 text-right leading-6" title={formatExactBytes(duplicate.bytes)}>
            {formatBytes(duplicate.bytes, units)}
          </td>
          <td className="py-1.5 pl-2.5">
            <Copies duplicate={duplicate} {...chain} />
          </td>
        </tr>
      ))}
    />
  )
}

interface CopiesProps extends Omit<WasteProps, 'waste' | 'units'> {
  readonly duplicate: DuplicateReport
}

function Copies({ duplicate: { copies, more }, colours, onLayer }: CopiesProps) {
  const t = useTranslations('waste')
  const left = more + Math.max(0, copies.length - SHOWN_COPIES)
  return (
    <ul>
      {copies.slice(0, SHOWN_COPIES).map(({ path, layer, hidden }, index) => (
        <li key={String(index)} className="flex flex-wrap items-baseline gap-x-2">
          <code className="min-w-0 text-xs leading-6 [overflow-wrap:anywhere]">/{path}</code>
          <button
            type="button"
            onClick={() => onLayer(layer)}
            className="inline-flex min-h-6 cursor-pointer items-center gap-1 whitespace-nowrap rounded text-muted text-xs hover:underline"
          >
            <span aria-hidden="true" className="size-2.5 rounded-sm" style={{ background: colours[layer] }} />
            {t(hidden ? 'copyHidden' : 'copyIn', { n: layer + 1 })}
          </button>
        </li>
      ))}
      {left > 0 && <li className="text-muted text-xs leading-6">{t('more', { count: left })}</li>}
    </ul>
  )
}
