import { useTranslations } from 'next-intl'
import { Swatch } from '@/components/display/swatch'
import { useTag } from '../use-tag'

interface Props {
  readonly position: number
  /** With the instruction behind the number. */
  readonly long?: boolean
}

/** A layer by its colour and number, counted from 1 at the base; opens it. */
export function LayerButton({ position, long = false }: Props) {
  const t = useTranslations('waste')
  const { instructions, colours, change } = useTag()
  const instruction = instructions[position] || t('unknownStep')
  const n = position + 1
  return (
    <button
      type="button"
      onClick={() => change({ layer: position, tab: 'layers' })}
      title={instruction}
      aria-label={long ? undefined : t('openLayer', { n })}
      className="inline-flex min-h-6 min-w-0 max-w-full cursor-pointer items-center gap-1.5 rounded text-left hover:underline"
    >
      <Swatch background={colours[position]} className="size-3 shrink-0 rounded-sm" />
      <span className="shrink-0 tabular-nums">{t('layer', { n })}</span>
      {long && <code className="min-w-0 truncate text-muted text-xs">{instruction}</code>}
    </button>
  )
}
