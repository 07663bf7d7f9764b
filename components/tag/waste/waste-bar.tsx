import { useTranslations } from 'next-intl'
import type { WasteReport } from '@/lib/analysis/chain-report'
import { formatBytes } from '@/lib/i18n/format'
import { blockStyle, pale } from '../hidden'
import { useTag } from '../use-tag'
import { hiddenParts } from './hidden-parts'

const MOST_PARTS = 8
/** Parts of a larger share have room for the number of their layer. */
const NAMED = 0.03
const VISIBLE = 'var(--good)'
const REST = 'var(--layer-0)'

/** All stored bytes as one bar: visible, then what is hidden of each layer, pale. */
export function WasteBar({ waste }: { readonly waste: WasteReport }) {
  const t = useTranslations('waste')
  const { colours, state, change } = useTag()
  if (waste.storedBytes === 0) return null
  const { parts, rest } = hiddenParts(waste, MOST_PARTS)
  const blocks = [
    { key: 'visible', text: t('barVisible'), bytes: waste.visibleBytes, fill: VISIBLE },
    ...parts.map(({ position, bytes }) => {
      const colour = colours[position] ?? REST
      const text = t('barHidden', { n: position + 1 })
      return { key: String(position), position, text, bytes, fill: pale(colour) }
    }),
    { key: 'rest', text: t('barRest'), bytes: rest, fill: pale(REST) },
  ].filter(({ bytes }) => bytes > 0)
  return (
    <figure className="mt-4">
      <div aria-hidden="true" className="flex h-6 gap-px overflow-hidden rounded-md">
        {blocks.map((block) => (
          <div
            key={block.key}
            title={`${block.text}: ${formatBytes(block.bytes, 'unpacked', state.units)}`}
            className="flex min-w-1 basis-0 items-center justify-center overflow-hidden"
            style={{ flexGrow: block.bytes / waste.storedBytes, ...blockStyle(block.fill) }}
          >
            {'position' in block && block.bytes > NAMED * waste.storedBytes && (
              <span className="rounded-sm bg-surface px-1 text-xs leading-4">{block.position + 1}</span>
            )}
          </div>
        ))}
      </div>
      <figcaption className="sr-only">{t('bar')}</figcaption>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
        {blocks.map((block) => (
          <li key={block.key} className="flex min-h-6 items-center gap-1.5">
            <span aria-hidden="true" className="h-3 w-4 shrink-0 rounded-sm" style={blockStyle(block.fill)} />
            {'position' in block ? (
              <button
                type="button"
                onClick={() => change({ layer: block.position, tab: 'layers' })}
                className="min-h-6 cursor-pointer rounded hover:underline"
              >
                {block.text}
              </button>
            ) : (
              block.text
            )}
            <span className="text-muted tabular-nums">
              {formatBytes(block.bytes, 'unpacked', state.units)}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
