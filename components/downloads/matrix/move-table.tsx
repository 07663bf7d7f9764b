'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Select } from '@/components/ui/select'
import type { MatrixReport } from '@/lib/analysis/downloads-report'
import { cellAt, moveOf } from '@/lib/document/downloads/cells'
import { cellText } from '@/lib/document/words/cell-text'
import type { Units } from '@/lib/i18n/format'

interface Props {
  readonly name: string
  readonly matrix: MatrixReport
  readonly units: Units
}

/** A matrix that is drawn as colours only, a row at a time: what a host that holds one tag downloads for each. */
export function MoveTable({ name, matrix, units }: Props) {
  const t = useTranslations('chartTable')
  const words = useTranslations('matrix')
  const [asked, setRow] = useState(0)
  const { tags } = matrix
  const row = Math.min(asked, tags.length)
  const from = row === 0 ? words('nothing') : (tags[row - 1] ?? '')
  const label = t('row', { name, from })
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('holds')}
        value={String(row)}
        options={[words('nothing'), ...tags].map((text, index) => ({ value: String(index), text }))}
        onChange={(value) => setRow(Number(value))}
      />
      <section
        // What scrolls has to be reachable by keyboard.
        tabIndex={0}
        aria-label={label}
        className="relative max-h-80 overflow-auto"
      >
        <table aria-label={label} className="w-full border-separate border-spacing-0 text-sm tabular-nums">
          <thead>
            <tr>
              <th scope="col" className={`${HEAD} text-left`}>
                {t('pulls')}
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                {t('bytes')}
              </th>
              <th scope="col" className={`${HEAD} pl-4 text-left`}>
                {t('what')}
              </th>
            </tr>
          </thead>
          <tbody>
            {tags.map((tag, column) => {
              const cell = cellAt(matrix, { row, column })
              return (
                <tr key={tag}>
                  <th scope="row" className="py-1 text-left font-normal [overflow-wrap:anywhere]">
                    {tag}
                  </th>
                  <td className="py-1 text-right">
                    {cell.kind === 'unknown' ? words('unknown') : cellText(cell, units)}
                  </td>
                  <td className="py-1 pl-4 text-muted">{t('move', { move: moveOf({ row, column }) })}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </div>
  )
}

const HEAD = 'sticky top-0 border-line-strong border-b bg-surface py-1.5 font-medium text-muted'
