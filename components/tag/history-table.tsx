import { useTranslations } from 'next-intl'
import { CardTitle } from '@/components/cards/card-title'
import { layerColour } from '@/components/display/layer-colour'
import type { ImageReport, LayerReport } from '@/lib/analysis/report'
import { formatBytes, formatTime } from '@/lib/i18n/format'
import { parseInstruction } from '@/lib/oci/instruction'

interface Props {
  readonly history: ImageReport['history']
  /** Positions in `layers`, base first. */
  readonly positions: readonly number[]
  readonly layers: readonly LayerReport[]
}

/** The steps that made the image, oldest first, each with the layer that it made, if any. */
export function HistoryTable({ history, positions, layers }: Props) {
  const t = useTranslations('tag')
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <CardTitle title={t('history')} note={t('historyNote')} card="history" />
      <table className="w-full table-fixed text-sm">
        <thead className="text-left text-muted">
          <tr className="border-line-strong border-b">
            <th scope="col" className="w-10 py-2 font-medium">
              {t('step')}
            </th>
            <th scope="col" className="py-2 font-medium">
              {t('instruction')}
            </th>
            <th scope="col" className="hidden w-44 py-2 font-medium md:table-cell">
              {t('created')}
            </th>
            <th scope="col" className="w-24 py-2 text-right font-medium">
              {t('unpacked')}
            </th>
          </tr>
        </thead>
        <tbody>
          {history.map((step, index) => {
            const position = typeof step.layer === 'number' ? positions[step.layer] : undefined
            const layer = position === undefined ? undefined : layers[position]
            return (
              <tr key={String(index)} className="border-line border-b align-top last:border-0">
                <td className="py-1.5 text-muted tabular-nums">{index + 1}</td>
                <td
                  className="border-l-4 py-1.5 pl-2 font-mono text-xs leading-5 [overflow-wrap:anywhere]"
                  style={{ borderLeftColor: position === undefined ? 'transparent' : layerColour(position) }}
                >
                  {parseInstruction(step.createdBy).text || step.comment || t('unknownStep')}
                </td>
                <td className="hidden py-1.5 text-muted text-xs leading-5 md:table-cell">
                  {step.created ? formatTime(step.created) : '—'}
                </td>
                <td className="py-1.5 text-right tabular-nums">
                  {layer && (layer.unpackedBytes === undefined ? '—' : formatBytes(layer.unpackedBytes))}
                  {step.layer === null && <span className="text-muted text-xs">{t('noLayer')}</span>}
                  {step.layer === undefined && '—'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
