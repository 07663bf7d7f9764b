import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { layerColour } from '@/components/display/layer-colour'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import type { ChainReport } from '@/lib/analysis/chain-report'
import type { ImageReport } from '@/lib/analysis/report'
import { parentLines, parentsCard, withoutFolders } from '@/lib/document/cards/tag/parents'
import type { Units } from '@/lib/i18n/format'
import { shortDigest } from '@/lib/oci/digest'

interface Props {
  readonly report: ImageReport
  readonly chain: ChainReport
  readonly units: Units
}

const ID = { cell: 'font-mono text-xs' }
const LOOK = {
  step: { cell: 'font-normal text-muted' },
  instruction: { cell: 'max-w-80 truncate font-mono text-xs' },
  image: ID,
  parent: ID,
}

/** Steps, the images that the classic builder kept for them, each with its parent, and the layers: side by side. */
export function ParentsTable({ report, chain, units }: Props) {
  const t = useTranslations('chain')
  const words = useWords()
  const [table] = parentsCard.says({ report, chain, units, words, source: '' })?.tables ?? []
  const lines = parentLines({ report, chain })
  if (!table) return null
  return (
    <Card card="parents" title={t('parents')} note={t('parentsNote')}>
      <Table
        table={table}
        label={t('parents')}
        look={LOOK}
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
                <span
                  className="h-3 w-3 rounded-[2px]"
                  style={{ background: layerColour(layer.identity) }}
                  aria-hidden="true"
                />
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
