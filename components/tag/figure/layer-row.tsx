import { useTranslations } from 'next-intl'
import type { FigureRow } from '@/lib/document/tag/figure-rows'
import { FigureBlock } from './figure-block'
import type { FigureProps } from './figure-props'
import { RowHead } from './row-head'

interface Props extends Omit<FigureProps, 'figure'> {
  readonly row: FigureRow
  readonly onUnfold: () => void
}

const MANY = 'var(--line-strong)'

/** One layer, or a run of layers of which nothing shows. */
export function LayerRow({ row, layers, colours, units, onLayer, onUnfold }: Props) {
  const t = useTranslations('figure')
  const { from, to, cells } = row
  const isRun = from < to
  const colour = isRun ? MANY : (colours[from] ?? MANY)
  const instruction = layers[from]?.instruction || t('unknownStep')
  return (
    <tr className="align-top">
      <RowHead>
        {isRun ? (
          <>
            {t('run', { from: from + 1, to: to + 1 })}
            <span className="block text-muted text-xs">{t('runNote', { count: to - from + 1 })}</span>
            <button
              type="button"
              onClick={onUnfold}
              className="min-h-6 cursor-pointer rounded text-xs underline print:hidden"
            >
              {t('unfold')}
            </button>
          </>
        ) : (
          <button
            type="button"
            onClick={() => onLayer(from)}
            title={instruction}
            className="block min-h-6 w-full cursor-pointer rounded text-left hover:underline"
          >
            <span className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className="size-3 shrink-0 rounded-sm"
                style={{ background: colour }}
              />
              {t('layer', { n: from + 1 })}
              {from === 0 && <span className="text-muted text-xs">{t('base')}</span>}
            </span>
            <code className="block truncate text-muted text-xs leading-5">{instruction}</code>
          </button>
        )}
      </RowHead>
      {cells.map((cell, at) => (
        <td key={String(at)} className="border-line border-b px-1.5 py-2">
          <FigureBlock cell={cell} colour={colour} units={units} />
        </td>
      ))}
    </tr>
  )
}
