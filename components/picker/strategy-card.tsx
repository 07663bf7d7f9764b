import { GripVertical, History, Settings2, TriangleAlert, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ComponentProps, CSSProperties, Ref } from 'react'
import { Name } from '@/components/display/name'
import { StrategyMark } from '@/components/display/strategy-mark'
import { useFailureText } from '@/components/states/use-failure-text'
import { IconButton } from '@/components/ui/button'
import { Hint } from '@/components/ui/hint'
import { Popover } from '@/components/ui/popover'
import type { StrategyInput } from '@/lib/analysis/question'
import type { StrategyReport } from '@/lib/analysis/report'
import type { SeriesReading } from '@/lib/analysis/series/reading'
import { kindName, kindText } from '@/lib/document/words/kind-text'
import { channelsText, chosenText, schemeText } from '@/lib/document/words/reading-words'
import { formatTime, type Units } from '@/lib/i18n/format'
import type { Basis } from '@/lib/oci/bytes'

/** Comes when it is opened. */
const StrategyEditor = dynamic(() => import('./strategy-editor'), { ssr: false })

/** How a card is taken and moved, once that has been fetched. */
export interface Handle {
  readonly card?: Ref<HTMLElement>
  readonly style?: CSSProperties
  readonly dragging?: boolean
  readonly grip?: ComponentProps<'button'>
}

interface Props extends Handle {
  readonly strategy: StrategyReport
  /** Of the downloads that a change of base is told with. */
  readonly basis: Basis
  readonly units: Units
  readonly onChange: (input: StrategyInput) => void
  readonly onRemove: () => void
}

/** One strategy: accent, name, reference, kind with its evidence, and its problems. */
export function StrategyCard({ strategy, basis, units, onChange, onRemove, ...handle }: Props) {
  const t = useTranslations('picker')
  const { problemText } = useFailureText()
  const { card, style, dragging = false, grip } = handle
  const snapshots = useTranslations('snapshots')
  const { input, name, colour, tags, tagsFound, problems, from, reading } = strategy
  const count =
    tags.length === tagsFound
      ? t('tags', { count: tagsFound })
      : t('tagsOf', { shown: tags.length, found: tagsFound })
  return (
    <article
      ref={card}
      data-testid="strategy"
      style={{ ...style, borderTopColor: `var(--accent-${colour})`, zIndex: dragging ? 10 : undefined }}
      className={`flex min-w-0 max-w-full flex-col gap-1 rounded-lg border border-line border-t-4 bg-surface px-3 py-2 ${dragging ? 'shadow-xl' : ''}`}
    >
      <div className="flex items-center gap-1">
        <button
          type="button"
          {...grip}
          data-grip
          aria-label={t('move', { name })}
          className="-ml-1.5 cursor-grab touch-none rounded p-1 text-muted hover:text-ink"
        >
          <GripVertical className="size-4" aria-hidden="true" />
        </button>
        <StrategyMark colour={colour} />
        <h2 className="min-w-0 font-medium">
          <Name text={name} />
        </h2>
        <KindBadge strategy={strategy} basis={basis} units={units} />
        <span className="ml-auto flex pl-2">
          <Popover
            label={t('edit', { name })}
            trigger={<IconButton label={t('edit', { name })} icon={Settings2} />}
          >
            <StrategyEditor strategy={strategy} onChange={onChange} />
          </Popover>
          <IconButton label={t('remove', { name })} icon={X} onClick={onRemove} />
        </span>
      </div>
      <p className="flex flex-wrap gap-x-2 text-muted text-xs">
        <span className="font-mono">
          <Name text={input.reference} most={60} />
        </span>
        <span className="whitespace-nowrap">{count}</span>
        {input.filter && <span className="font-mono">{input.filter}</span>}
      </p>
      {reading && <Reading reading={reading} />}
      {from && (
        <p className="flex items-center gap-1 text-warn text-xs" title={from.name}>
          <History className="size-3.5 shrink-0" aria-hidden="true" />
          {snapshots('from', { time: formatTime(from.createdAt) })}
        </p>
      )}
      {problems.map(problemText).map((text) => (
        <p
          key={text}
          role="alert"
          className="flex max-w-96 gap-1.5 text-warn text-xs [overflow-wrap:anywhere]"
        >
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          {text}
        </p>
      ))}
    </article>
  )
}

/** What of the list is shown and left out, and which names have no place in its order. */
function Reading({ reading }: { readonly reading: SeriesReading }) {
  const t = useTranslations('reading')
  return [chosenText(t, reading), channelsText(t, reading)].filter(Boolean).map((text) => (
    <p
      key={text}
      title={schemeText(t, reading)}
      className="max-w-96 text-muted text-xs [overflow-wrap:anywhere]"
    >
      {text}
    </p>
  ))
}

/** The kind that was found, with the evidence for it. */
function KindBadge({ strategy, basis, units }: Pick<Props, 'strategy' | 'basis' | 'units'>) {
  const t = useTranslations('kind')
  const { kind, name } = strategy
  if (kind.kind === 'empty') return null
  const found = kindName(t, kind)
  return (
    <Hint text={kindText(t, strategy, basis, units)}>
      <span className="whitespace-nowrap rounded-full border border-line bg-sunken px-2 py-0.5 text-xs">
        {name === found ? t('evidence') : found}
      </span>
    </Hint>
  )
}
