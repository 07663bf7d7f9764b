import { Minus, PencilLine, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { DiffFileRow } from '@/lib/analysis/diff-report'

const LOOKS = {
  added: { icon: Plus, text: 'text-good' },
  removed: { icon: Minus, text: 'text-bad' },
  changed: { icon: PencilLine, text: 'text-brand' },
} as const

interface Props {
  readonly change: DiffFileRow['change']
  /** The word is seen on narrow screens too. */
  readonly worded?: boolean
}

/** What became of a path: a sign and a word. */
export function FileChangeMark({ change, worded = false }: Props) {
  const t = useTranslations('diff')
  const { icon: Icon, text } = LOOKS[change]
  return (
    <span className={`inline-flex items-center gap-1.5 ${text}`}>
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      <span className={worded ? '' : 'max-sm:sr-only'}>{t(`file-${change}`)}</span>
    </span>
  )
}
