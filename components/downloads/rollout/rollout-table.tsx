'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import type { Reason } from '@/lib/analysis/cell'
import type { Rollout } from '@/lib/analysis/rollout/simulate'
import type { Amount } from '@/lib/document/downloads/amounts'
import type { ReleaseRow } from '@/lib/document/downloads/releases'
import { amountOf, type RolloutColumn, rolloutColumns } from '@/lib/document/downloads/rollout-facts'
import { formatExactBytes, type Units } from '@/lib/i18n/format'
import { Amounts } from './amounts'
import { useAmountText } from './use-amount-text'

interface Props {
  readonly rows: readonly ReleaseRow[]
  /** One a series. */
  readonly rollouts: readonly Rollout[]
  readonly estimated: readonly (Reason | undefined)[]
  readonly units: Units
}

/** Beyond this number of releases the table scrolls in itself. */
const PLAIN_ROWS = 60

/** A line per release, strategies side by side in each cell. */
export const RolloutTable = memo(function RolloutTable({ rows, rollouts, estimated, units }: Props) {
  const t = useTranslations('rollout')
  const { bytesText, timeText, costText } = useAmountText(units)
  const textOf = { bytes: bytesText, time: timeText, cost: costText }
  const columns = rolloutColumns(rollouts)
  const cells = ({ kind }: RolloutColumn, amounts: readonly Amount[]) => (
    <Amounts
      amounts={amounts}
      estimated={estimated}
      textOf={textOf[kind]}
      exactOf={kind === 'bytes' ? formatExactBytes : undefined}
    />
  )
  return (
    <section
      // A table that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={t('table')}
      className={`relative overflow-auto ${rows.length > PLAIN_ROWS ? 'max-h-[560px] print:max-h-none' : ''}`}
    >
      <table className="w-full border-separate border-spacing-0 text-sm tabular-nums">
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} left-0 z-20 text-left`}>
              {t('version')}
            </th>
            {columns.map(({ title }) => (
              <th key={title} scope="col" className={`${HEAD} z-10 text-right`}>
                {t(`columns.${title}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, releases }) => (
            <tr key={label} className="group hover:bg-sunken">
              <th
                scope="row"
                className="sticky left-0 whitespace-nowrap border-line border-b bg-surface py-2 pr-2.5 text-left font-medium group-hover:bg-sunken"
              >
                {label}
              </th>
              {columns.map((column) => (
                <td
                  key={column.title}
                  className="whitespace-nowrap border-line border-b px-2.5 py-2 text-right last:pr-0"
                >
                  {cells(
                    column,
                    releases.map((release, series) => amountOf(column, rollouts[series], release)),
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={`${FOOT} left-0 z-20 pr-2.5 text-left font-medium`}>
              {t('allReleases')}
            </th>
            {columns.map((column) => (
              <td key={column.title} className={`${FOOT} px-2.5 text-right last:pr-0`}>
                {column.totalOf && cells(column, rollouts.map(column.totalOf))}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
})

const HEAD =
  'sticky top-0 whitespace-nowrap border-line-strong border-b bg-surface px-2.5 py-2 font-medium text-muted first:pl-0 last:pr-0'
const FOOT = 'sticky bottom-0 whitespace-nowrap border-line-strong border-t bg-surface py-2'
