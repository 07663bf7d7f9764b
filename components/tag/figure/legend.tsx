import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { edge, hatched } from './hatch'

const COLOUR = 'var(--layer-0)'

/** What the blocks mean. */
export function Legend() {
  const t = useTranslations('figure')
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {[
        { text: t('legendVisible'), fill: COLOUR },
        { text: t('legendHidden'), fill: hatched(COLOUR) },
      ].map(({ text, fill }) => (
        <li key={text} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="h-3 w-5 rounded-sm"
            style={{ background: fill, boxShadow: edge(COLOUR) }}
          />
          {text}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span
          aria-hidden="true"
          className="flex h-3.5 w-5 items-center justify-center rounded-sm border border-line-strong border-dashed"
        >
          <X className="size-3 text-bad" strokeWidth={3} />
        </span>
        {t('legendWhiteout')}
      </li>
    </ul>
  )
}
