import { useTranslations } from 'next-intl'
import { originText } from '@/lib/document/words/figure-text'
import { formatBytes, formatExactBytes, type Units } from '@/lib/i18n/format'
import type { FigureColumn } from '@/lib/layerfs/figure'
import { Bar } from './figure-block'
import { RowHead } from './row-head'

interface Props {
  readonly columns: readonly FigureColumn[]
  readonly colours: readonly string[]
  readonly units: Units
}

/** What a container sees: each block in the colours of the layers that it comes from. */
export function MergedRow({ columns, colours, units }: Props) {
  const t = useTranslations('figure')
  return (
    <tr className="align-top">
      <RowHead>
        <span className="font-semibold">{t('merged')}</span>
        <span className="block text-muted text-xs">{t('mergedNote')}</span>
      </RowHead>
      {columns.map((column) => (
        <td key={column.path} className="border-line border-b px-1.5 py-2">
          <Merged column={column} colours={colours} units={units} />
        </td>
      ))}
    </tr>
  )
}

function Merged({
  column: { merged },
  colours,
  units,
}: Omit<Props, 'columns'> & { readonly column: FigureColumn }) {
  const t = useTranslations('figure')
  if (!merged) {
    return (
      <>
        <div aria-hidden="true" className="h-5 rounded-sm border border-line-strong border-dashed" />
        <p className="text-muted text-xs leading-5">{t('nothing')}</p>
      </>
    )
  }
  const { bytes, parts } = merged
  const colourAt = (layer: number) => colours[layer] ?? 'var(--line-strong)'
  // Of what has no bytes, all layers have a like part.
  const shares = parts.map(({ layer, bytes: own }) => ({
    share: bytes > 0 ? own / bytes : 1,
    fill: colourAt(layer),
  }))
  const [first] = parts
  return (
    <div title={formatExactBytes(bytes)}>
      <Bar parts={byFill(shares)} colour={first ? colourAt(first.layer) : 'var(--line-strong)'} />
      <p className="text-xs leading-5 tabular-nums">
        {formatBytes(bytes, units)}
        {first && <span className="block text-muted leading-4">{originText(t, parts)}</span>}
      </p>
    </div>
  )
}

/** Colours come again beyond a dozen layers: parts of one colour are one. */
function byFill(parts: readonly { readonly share: number; readonly fill: string }[]) {
  const shares = new Map<string, number>()
  for (const { share, fill } of parts) shares.set(fill, (shares.get(fill) ?? 0) + share)
  return [...shares].map(([fill, share]) => ({ fill, share }))
}
