'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useMemo, useState } from 'react'
import { AsTable } from '@/components/charts/as-table'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Table } from '@/components/document/table'
import { Select } from '@/components/ui/select'
import type { MatrixReport } from '@/lib/analysis/downloads-report'
import type { StrategyReport } from '@/lib/analysis/report'
import type { CardTable } from '@/lib/document/document'
import {
  type ChosenCell,
  cellAt,
  estimateReasons,
  moveOf,
  type Place,
  placeOf,
  pullAt,
} from '@/lib/document/downloads/cells'
import type { Scale } from '@/lib/document/downloads/scale'
import { textCell } from '@/lib/document/values'
import { cellText, reasonText } from '@/lib/document/words/cell-text'
import type { Units } from '@/lib/i18n/format'
import type { Basis } from '@/lib/oci/bytes'
import { HeatCanvas } from './heat-canvas'
import { HeatTable } from './heat-table'

/** More tags than this are drawn on a canvas. */
export const MOST_IN_TABLE = 24

interface Props {
  readonly strategy: Pick<StrategyReport, 'name' | 'colour'>
  readonly position: number
  readonly matrix: MatrixReport
  readonly scale: Scale | undefined
  readonly chosen: ChosenCell | undefined
  /** What its bytes are of. */
  readonly basis: Basis
  readonly units: Units
  readonly onChoose: (cell: ChosenCell) => void
}

/** One strategy's matrix, with the cell that is pointed at in words beneath it. */
export function HeatMap({ strategy, position, matrix, scale, chosen, basis, units, onChoose }: Props) {
  const t = useTranslations('matrix')
  const reasons = useTranslations('reasons')
  const [point, setPoint] = useState<Place>()
  const words = useCallback(
    (at: Place) => {
      const cell = cellAt(matrix, at)
      const { from, tag } = pullAt(matrix, at)
      const bytes = cell.kind === 'unknown' ? t('unknown') : cellText(cell, units, basis)
      return t('cell', { from: from ?? t('nothing'), to: tag, bytes, move: moveOf(at) })
    },
    [t, matrix, basis, units],
  )
  const mine = chosen?.strategy === position ? chosen : undefined
  const place = useMemo(() => placeOf(matrix, mine), [matrix, mine])
  const choose = useCallback(
    (to: Place) => onChoose({ strategy: position, ...pullAt(matrix, to) }),
    [onChoose, position, matrix],
  )
  const { name, colour } = strategy
  const many = matrix.tags.length > MOST_IN_TABLE
  const Heat = many ? HeatCanvas : HeatTable
  const said = point ?? place
  return (
    <div className={`min-w-0 max-w-full ${many ? 'w-full lg:w-[calc(50%-0.75rem)]' : ''}`}>
      <h3 className="mb-1 flex items-center gap-1.5 font-medium text-sm">
        <StrategyMark colour={colour} />
        <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
      </h3>
      {matrix.tags.length === 0 ? (
        <p className="py-4 text-muted text-sm">{t('noTags')}</p>
      ) : (
        <>
          <div className={many ? '' : 'overflow-x-auto'}>
            <Heat
              label={t('map', { name })}
              matrix={matrix}
              scale={scale}
              chosen={place}
              basis={basis}
              units={units}
              words={words}
              onChoose={choose}
              onPoint={setPoint}
            />
          </div>
          <p
            aria-live={many ? 'polite' : 'off'}
            className="min-h-10 w-0 min-w-full px-1 text-sm tabular-nums [overflow-wrap:anywhere] print:hidden"
          >
            {said ? words(said) : <span className="text-muted">{t('hint')}</span>}
          </p>
          {many && (
            <AsTable>{() => <MoveTable name={name} matrix={matrix} basis={basis} units={units} />}</AsTable>
          )}
          {estimateReasons(matrix).map((why) => (
            <p key={why.code} className="px-1 text-muted text-xs">
              ≈ {reasonText(reasons, why)}
            </p>
          ))}
        </>
      )}
    </div>
  )
}

interface MoveProps extends Pick<Props, 'matrix' | 'basis' | 'units'> {
  readonly name: string
}

const LOOK = { what: { cell: 'whitespace-nowrap text-muted' } }

/** A matrix that is drawn as colours only, a row at a time: what a host that holds one tag downloads for each. */
function MoveTable({ name, matrix, basis, units }: MoveProps) {
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
        textCell(cell.kind === 'unknown' ? words('unknown') : cellText(cell, units, basis)),
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
