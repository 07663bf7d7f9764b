import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Swatch } from '@/components/display/swatch'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import { Button } from '@/components/ui/button'
import type { DuplicateReport, WasteReport } from '@/lib/analysis/chain-report'
import { duplicatesTable, hiddenTable, SHOWN_COPIES } from '@/lib/document/cards/tag/waste'
import { marked } from '@/lib/oci/plain'
import { useTag } from '../use-tag'
import { LayerButton } from './layer-button'

interface Props {
  readonly waste: WasteReport
}

const LINE = { head: 'whitespace-nowrap', cell: 'whitespace-nowrap font-normal leading-6' }
const LOOK = {
  path: {
    head: 'w-full min-w-32',
    cell: 'font-mono font-normal text-xs leading-6 [overflow-wrap:anywhere]',
  },
  how: LINE,
  from: LINE,
  by: LINE,
  bytes: LINE,
  files: LINE,
  size: LINE,
  copies: { head: 'w-full', cell: '' },
}

/** The paths that a later layer took out of sight, the largest first. */
export function HiddenTable({ waste }: Props) {
  const t = useTranslations('waste')
  const words = useWords()
  const { report, state } = useTag()
  return (
    <PathList
      title={t('hiddenPaths')}
      note={t(waste.hidden.length === 0 ? 'noHidden' : 'hiddenPathsNote')}
      table={hiddenTable({ report, units: state.units, words }, waste)}
      render={{
        from: (row) => <LayerButton position={waste.hidden[row]?.from ?? 0} />,
        by: (row) => <LayerButton position={waste.hidden[row]?.by ?? 0} />,
      }}
      shown={20}
      more={waste.moreHidden}
    />
  )
}

/** Content that several files hold, the most wasteful first. */
export function DuplicatesTable({ waste }: Props) {
  const t = useTranslations('waste')
  const words = useWords()
  const { report, state } = useTag()
  return (
    <PathList
      title={t('duplicatePaths')}
      note={t(waste.duplicates.length === 0 ? 'noDuplicates' : 'duplicatePathsNote')}
      table={duplicatesTable({ report, units: state.units, words }, waste)}
      render={{ copies: (row) => waste.duplicates[row] && <Copies {...waste.duplicates[row]} /> }}
      shown={10}
      more={waste.moreDuplicates}
    />
  )
}

function Copies({ copies, more }: DuplicateReport) {
  const t = useTranslations('waste')
  const { colours, change } = useTag()
  const left = more + Math.max(0, copies.length - SHOWN_COPIES)
  return (
    <ul>
      {copies.slice(0, SHOWN_COPIES).map(({ path, layer, hidden }, index) => (
        <li key={String(index)} className="flex flex-wrap items-baseline gap-x-2">
          <code className="min-w-0 text-xs leading-6 [overflow-wrap:anywhere]">/{marked(path)}</code>
          <button
            type="button"
            onClick={() => change({ layer, tab: 'layers' })}
            className="inline-flex min-h-6 cursor-pointer items-center gap-1 whitespace-nowrap rounded text-muted text-xs hover:underline"
          >
            <Swatch background={colours[layer]} className="size-2.5 rounded-sm" />
            {t(hidden ? 'copyHidden' : 'copyIn', { n: layer + 1 })}
          </button>
        </li>
      ))}
      {left > 0 && <li className="text-muted text-xs leading-6">{t('more', { count: left })}</li>}
    </ul>
  )
}

interface ListProps extends Pick<ComponentProps<typeof Table>, 'table' | 'render'> {
  readonly title: string
  readonly note: string
  /** Rows that are drawn until a person asks for all. */
  readonly shown: number
  /** Rows that the report left out. */
  readonly more: number
}

/** A titled table, its first rows until a person asks for all of them. */
function PathList({ title, note, table, render, shown, more }: ListProps) {
  const t = useTranslations('waste')
  const [unfolded, setUnfolded] = useState(false)
  const count = table.rows.length
  const isFolded = !unfolded && count > shown
  return (
    <Card title={title} note={note}>
      {count > 0 && (
        <Table
          table={isFolded ? { ...table, rows: table.rows.slice(0, shown) } : table}
          label={title}
          look={LOOK}
          render={render}
        />
      )}
      {isFolded && (
        <Button className="mt-2 print:hidden" onClick={() => setUnfolded(true)}>
          {t('showAll', { count })}
        </Button>
      )}
      {!isFolded && more > 0 && <p className="mt-2 text-muted text-sm">{t('more', { count: more })}</p>}
    </Card>
  )
}
