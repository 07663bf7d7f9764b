import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { storedText, whiteoutText } from '@/lib/document/words/figure-text'
import { formatExactBytes, type Units } from '@/lib/i18n/format'
import type { FigureCell } from '@/lib/layerfs/figure'
import { edge, hatched } from './hatch'

interface Props {
  readonly cell: FigureCell | undefined
  readonly colour: string
  readonly units: Units
}

/** What a layer does to a path: a block for what shows, a hatched one for what is hidden, a cross for what it deletes. */
export function FigureBlock({ cell, colour, units }: Props) {
  if (!cell) return null
  return (
    <>
      {cell.whiteout && <Whiteout cell={cell} colour={colour} />}
      {cell.stores && <Stored cell={cell} colour={colour} units={units} />}
    </>
  )
}

function Stored({ cell, colour, units }: Props & { readonly cell: FigureCell }) {
  const t = useTranslations('figure')
  const { storedBytes, visibleBytes, seen } = cell
  const share = storedBytes > 0 ? visibleBytes / storedBytes : Number(seen)
  return (
    <div title={formatExactBytes(storedBytes)}>
      <Bar
        parts={[
          { share, fill: colour },
          { share: 1 - share, fill: hatched(colour) },
        ]}
        colour={colour}
      />
      <p className="text-xs leading-5 tabular-nums">
        {storedText(t, cell, units)}
        {seen && visibleBytes < storedBytes && <span className="sr-only">, {t('partlyNote')}</span>}
      </p>
    </div>
  )
}

function Whiteout({ cell, colour }: { readonly cell: FigureCell; readonly colour: string }) {
  const t = useTranslations('figure')
  return (
    <div>
      <div
        aria-hidden="true"
        className="flex h-5 items-center justify-center rounded-sm border-2 border-dashed"
        style={{ borderColor: colour }}
      >
        <X className="size-4 text-bad" strokeWidth={3} />
      </div>
      <p className="text-bad text-xs leading-5">{whiteoutText(t, cell)}</p>
    </div>
  )
}

interface BarProps {
  readonly parts: readonly { readonly share: number; readonly fill: string }[]
  readonly colour: string
}

/** A block of the figure, in parts of its width; each that there is is seen. */
export function Bar({ parts, colour }: BarProps) {
  return (
    <div aria-hidden="true" className="relative flex h-5 gap-px overflow-hidden rounded-sm">
      {parts
        .filter(({ share }) => share > 0)
        .map(({ share, fill }) => (
          <div key={fill} className="min-w-1 basis-0" style={{ flexGrow: share, background: fill }} />
        ))}
      <div className="absolute inset-0 rounded-sm" style={{ boxShadow: edge(colour) }} />
    </div>
  )
}
