import { useTranslations } from 'next-intl'
import { useCellText } from '@/components/display/use-cell-text'
import { Help } from '@/components/ui/help'
import { Hint } from '@/components/ui/hint'
import type { StrategyReport } from '@/lib/analysis/report'
import type { Column } from '@/lib/document/compare/columns'
import type { Units } from '@/lib/i18n/format'
import { SideBySide } from './side-by-side'

interface Props {
  readonly strategies: readonly StrategyReport[]
  readonly columns: readonly Column[]
  readonly units: Units
  /** Columns behind the ones named. */
  readonly trailing: number
}

/** What the disks hold of all tags together, each layer or blob once, and what adding up the lines suggests. */
export function TotalsRow({ strategies, columns, units, trailing }: Props) {
  const t = useTranslations('cards')
  return (
    <tfoot>
      <tr>
        <th
          scope="row"
          className="sticky left-0 whitespace-nowrap bg-surface py-2 pr-2.5 text-left font-medium"
        >
          {t('allTags')} <Help topic="all-tags" />
        </th>
        {columns.map((column) => (
          <Total key={column.title} column={column} strategies={strategies} units={units} />
        ))}
        {trailing > 0 && <td colSpan={trailing} />}
      </tr>
    </tfoot>
  )
}

function Total({
  column,
  strategies,
  units,
}: Omit<Props, 'columns' | 'trailing'> & { readonly column: Column }) {
  const t = useTranslations('cards')
  const { cellText } = useCellText(units)
  const { total, naive } = column
  if (total === undefined || naive === undefined) return <td />
  const precision = column.precision ?? 'docker'
  const naiveText = strategies.map(({ cells }) => cellText(cells[naive], precision)).join(' / ')
  return (
    <td className="whitespace-nowrap px-2.5 py-2 text-right last:pr-0">
      <SideBySide
        cells={strategies.map(({ cells }) => cells[total])}
        units={units}
        precision={precision}
        compares
      />
      <span className="mt-1 block text-muted text-xs [&>button]:min-h-6">
        <Hint text={t('naiveHelp', { bytes: naiveText })}>
          <span className="underline decoration-dotted underline-offset-4">
            {t('naive', { bytes: naiveText })}
          </span>
        </Hint>
      </span>
    </td>
  )
}
