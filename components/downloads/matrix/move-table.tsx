'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Table } from '@/components/document/table'
import { Select } from '@/components/ui/select'
import type { MatrixReport } from '@/lib/analysis/downloads-report'
import type { CardTable } from '@/lib/document/document'
import { cellAt, moveOf } from '@/lib/document/downloads/cells'
import { textCell } from '@/lib/document/values'
import { cellText } from '@/lib/document/words/cell-text'
import type { Units } from '@/lib/i18n/format'

interface Props {
  readonly name: string
  readonly matrix: MatrixReport
  readonly units: Units
}

const LOOK = { what: { cell: 'whitespace-nowrap text-muted' } }

/** A matrix that is drawn as colours only, a row at a time: what a host that holds one tag downloads for each. */
export function MoveTable({ name, matrix, units }: Props) {
  const t = useTranslations('chartTable')
  const words = useTranslations('matrix')
  const [asked, setRow] = useState(0)
  const { tags } = matrix
  const row = Math.min(asked, tags.length)
  const from = row === 0 ? words('nothing') : (tags[row - 1] ?? '')
  const table: CardTable = {
    columns: [
      { id: 'to', title: t('pulls'), align: 'left', perStrategy: false },
      { id: 'bytes', title: t('bytes'), align: 'right', perStrategy: false },
      { id: 'what', title: t('what'), align: 'left', perStrategy: false },
    ],
    rows: tags.map((tag, column) => {
      const cell = cellAt(matrix, { row, column })
      return [
        textCell(tag),
        textCell(cell.kind === 'unknown' ? words('unknown') : cellText(cell, units)),
        textCell(t('move', { move: moveOf({ row, column }) })),
      ]
    }),
  }
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('holds')}
        value={String(row)}
        options={[words('nothing'), ...tags].map((text, index) => ({ value: String(index), text }))}
        onChange={(value) => setRow(Number(value))}
      />
      <Table table={table} label={t('row', { name, from })} look={LOOK} />
    </div>
  )
}
