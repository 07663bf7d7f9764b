import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatBytes, formatExactBytes } from '@/lib/i18n/format'
import { LayerButton } from './layer-button'
import { ListSection } from './list-section'
import type { WasteProps } from './waste-props'

const SHOWN = 20

/** The paths that a later layer took out of sight, the largest first. */
export function HiddenTable({ waste, units, ...chain }: WasteProps) {
  const t = useTranslations('waste')
  const [unfolded, setUnfolded] = useState(false)
  const rows = unfolded ? waste.hidden : waste.hidden.slice(0, SHOWN)
  return (
    <ListSection
      title={t('hiddenPaths')}
      note={t('hiddenPathsNote')}
      empty={t('noHidden')}
      columns={[
        { title: t('path'), className: 'w-full min-w-32' },
        { title: t('how') },
        { title: t('from') },
        { title: t('by') },
        { title: t('bytes'), right: true },
        { title: t('files'), right: true },
      ]}
      folded={waste.hidden.length - rows.length}
      onUnfold={() => setUnfolded(true)}
      more={waste.moreHidden}
      rows={rows.map(({ path, how, from, by, bytes, files }) => (
        <tr
          key={`${how} ${from} ${by} ${path}`}
          className="border-line border-b align-top leading-6 last:border-0"
        >
          <th
            scope="row"
            className="py-1.5 pr-2.5 text-left font-mono font-normal text-xs leading-6 [overflow-wrap:anywhere]"
          >
            /{path}
          </th>
          <td className="whitespace-nowrap px-2.5 py-1.5">{t('howName', { how })}</td>
          <td className="whitespace-nowrap px-2.5 py-1.5">
            <LayerButton position={from} {...chain} />
          </td>
          <td className="whitespace-nowrap px-2.5 py-1.5">
            <LayerButton position={by} {...chain} />
          </td>
          <td className="px-2.5 py-1.5 text-right" title={formatExactBytes(bytes)}>
            {formatBytes(bytes, units)}
          </td>
          <td className="py-1.5 pl-2.5 text-right">{files.toLocaleString('en-US')}</td>
        </tr>
      ))}
    />
  )
}
