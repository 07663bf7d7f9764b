import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import type { ChainReport } from '@/lib/analysis/chain-report'
import type { ImageReport } from '@/lib/analysis/report'
import { historySaid } from '@/lib/document/cards/tag/history'
import type { Units } from '@/lib/i18n/format'
import { parseInstruction } from '@/lib/oci/instruction'

interface Props {
  readonly report: ImageReport
  readonly chain: ChainReport | undefined
  readonly units: Units
}

const HIDDEN = { head: 'hidden', cell: 'hidden' }
const LOOK = {
  step: { head: 'w-10', cell: 'font-normal text-muted' },
  instruction: { cell: 'font-mono text-xs leading-5 [overflow-wrap:anywhere]' },
  created: {
    head: 'hidden md:table-cell',
    cell: 'hidden whitespace-nowrap text-muted text-xs leading-5 md:table-cell',
  },
  // No step of it is known to have made one.
  layer: HIDDEN,
}

/** The steps that made the image, oldest first, where they cannot be paired with its layers. */
export function HistoryTable({ report, chain, units }: Props) {
  const t = useTranslations('tag')
  const words = useWords()
  const [table] = historySaid({ report, chain, units, words, source: '' })?.tables ?? []
  return (
    <Card card="history" title={t('history')} note={t('historyNote')}>
      {table && (
        <Table
          table={table}
          label={t('history')}
          look={LOOK}
          render={{
            instruction(row, drawn) {
              const { createdBy = '', comment } = report.history[row] ?? {}
              return parseInstruction(createdBy).text || comment || drawn
            },
          }}
        />
      )}
    </Card>
  )
}
