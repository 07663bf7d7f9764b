import { useTranslations } from 'next-intl'
import { Cell } from '@/components/document/value'
import { Help } from '@/components/ui/help'
import { Hint } from '@/components/ui/hint'
import type { ComparePart } from '@/lib/document/cards/compare-table'

/** What the disks hold of all tags together, each layer or blob once, and what adding up the lines suggests. */
export function TotalsRow({ parts }: { readonly parts: readonly ComparePart[] }) {
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
        {parts.slice(1).map(({ column: { id }, total: { values, beside } }) => {
          const bytes = beside?.map(({ text }) => text).join(' / ')
          return (
            <td key={id} className="whitespace-nowrap px-2.5 py-2 text-right last:pr-0">
              <Cell cell={{ values }} />
              {bytes !== undefined && (
                <span className="mt-1 block text-muted text-xs [&>button]:min-h-6">
                  <Hint text={t('naiveHelp', { bytes })}>
                    <span className="underline decoration-dotted underline-offset-4">
                      {t('naive', { bytes })}
                    </span>
                  </Hint>
                </span>
              )}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
