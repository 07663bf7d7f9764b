import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Swatch } from '@/components/display/swatch'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import type { ChainReport } from '@/lib/analysis/chain-report'
import { historySaid } from '@/lib/document/cards/tag/history'
import { parentLines, parentsCard, withoutFolders } from '@/lib/document/cards/tag/parents'
import { shortDigest } from '@/lib/oci/digest'
import { parseInstruction } from '@/lib/oci/instruction'
import { useTag } from '../use-tag'

const HIDDEN = { head: 'hidden', cell: 'hidden' }
const STEP = { cell: 'font-normal text-muted' }
const ID = { cell: 'font-mono text-xs' }
const HISTORY_LOOK = {
  step: { head: 'w-10', ...STEP },
  instruction: { cell: 'font-mono text-xs leading-5 [overflow-wrap:anywhere]' },
  created: {
    head: 'hidden md:table-cell',
    cell: 'hidden whitespace-nowrap text-muted text-xs leading-5 md:table-cell',
  },
  // No step of it is known to have made one.
  layer: HIDDEN,
}
const PARENTS_LOOK = {
  step: STEP,
  instruction: { cell: 'max-w-80 truncate font-mono text-xs' },
  image: ID,
  parent: ID,
}

/** The steps that made the image, oldest first, where they cannot be paired with its layers. */
export function HistoryTable() {
  const t = useTranslations('tag')
  const words = useWords()
  const { report, chain, state } = useTag()
  const [table] = historySaid({ report, chain, units: state.units, words, source: '' })?.tables ?? []
  return (
    <Card card="history" title={t('history')} note={t('historyNote')}>
      {table && (
        <Table
          table={table}
          label={t('history')}
          look={HISTORY_LOOK}
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

/** Steps, the images that the classic builder kept for them, each with its parent, and the layers: side by side. */
export function ParentsTable({ chain }: { readonly chain: ChainReport }) {
  const t = useTranslations('chain')
  const words = useWords()
  const { report, state, colours } = useTag()
  const [table] = parentsCard.says({ report, chain, units: state.units, words, source: '' })?.tables ?? []
  const lines = parentLines({ report, chain })
  if (!table) return null
  return (
    <Card card="parents" title={t('parents')} note={t('parentsNote')}>
      <Table
        table={table}
        label={t('parents')}
        look={PARENTS_LOOK}
        render={{
          instruction(row, drawn) {
            const { step } = lines[row] ?? {}
            return step ? <span title={step.instruction?.original}>{drawn}</span> : <Quiet>{drawn}</Quiet>
          },
          image(row, drawn) {
            const { image } = lines[row] ?? {}
            if (!image) return <Quiet>{drawn}</Quiet>
            return (
              <>
                <span title={image.id}>{shortDigest(image.id)}</span>
                {image.tags.map((tag) => (
                  <span key={tag} className="ml-2 rounded bg-sunken px-1 py-0.5 font-sans">
                    {withoutFolders(tag)}
                  </span>
                ))}
              </>
            )
          },
          parent(row, drawn) {
            const { parent } = lines[row]?.image ?? {}
            return parent === undefined ? <Quiet>{drawn}</Quiet> : <span title={parent}>{drawn}</span>
          },
          layer(row, drawn) {
            const layer = lines[row]?.step?.layer
            if (!layer) return <Quiet>{drawn}</Quiet>
            return (
              <span className="inline-flex items-center gap-1.5">
                <Swatch background={colours[layer.position]} className="h-3 w-3 rounded-[2px]" />
                {drawn}
              </span>
            )
          },
        }}
      />
    </Card>
  )
}

/** In place of what is not there. */
function Quiet({ children }: { readonly children: ReactNode }) {
  return <span className="font-sans text-muted text-xs">{children}</span>
}
