import { useTranslations } from 'next-intl'
import { instructionOf } from '@/components/display/instruction'
import { layerColour } from '@/components/display/layer-colour'
import type { LayerReport } from '@/lib/api/compare'
import { formatBytes } from '@/lib/format'

interface Props {
  /** Positions in `layers`, base first. */
  readonly positions: readonly number[]
  readonly layers: readonly LayerReport[]
}

/** The layers as strata, base at the bottom: the wider a band, the more bytes. */
export function LayerBands({ positions, layers }: Props) {
  const t = useTranslations('tag')
  const own = positions.flatMap((position) => {
    const layer = layers[position]
    return layer ? [{ layer, position }] : []
  })
  const most = Math.max(1, ...own.map(({ layer }) => layer.unpackedBytes ?? layer.transferBytes ?? 0))
  return (
    <section className="rounded-xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="font-semibold text-base">{t('layers')}</h2>
      <p className="mb-3 text-muted text-xs">{t('layersNote')}</p>
      {own.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ol className="flex flex-col-reverse gap-1">
        {own.map(({ layer, position }, index) => (
          <li key={layer.chainId} className="flex items-center gap-3 text-sm">
            <span className="w-6 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
            <div className="min-w-0 flex-1">
              <p className="truncate font-mono text-xs leading-5" title={layer.createdBy}>
                {layer.createdBy === undefined
                  ? t('unknownStep')
                  : instructionOf(layer.createdBy) || layer.diffId}
              </p>
              <div className="h-3.5 rounded-sm bg-sunken" aria-hidden="true">
                <div
                  className="h-full rounded-sm"
                  style={{ background: layerColour(position), width: `${widthOf(layer, most)}%` }}
                />
              </div>
            </div>
            <Bytes label={t('unpacked')} bytes={layer.unpackedBytes} />
            <Bytes label={t('transfer')} bytes={layer.transferBytes} />
            <code className="hidden w-28 shrink-0 text-muted text-xs lg:inline" title={layer.diffId}>
              {layer.diffId.slice(7, 19)}
            </code>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** At least a hair, so that a layer of whiteouts is seen. */
function widthOf(layer: LayerReport, most: number): number {
  return Math.max(0.4, (100 * (layer.unpackedBytes ?? layer.transferBytes ?? 0)) / most)
}

function Bytes({ label, bytes }: { readonly label: string; readonly bytes: number | undefined }) {
  return (
    <span className="w-20 shrink-0 text-right tabular-nums" title={label}>
      {bytes === undefined ? '—' : formatBytes(bytes)}
      <span className="block text-muted text-xs">{label}</span>
    </span>
  )
}
