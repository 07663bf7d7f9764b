import {
  CircleDashed,
  CopyCheck,
  Equal,
  type LucideIcon,
  Minus,
  PencilLine,
  Plus,
  Shuffle,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { StepChange } from '@/lib/oci/step-diff'

/** How each change is drawn. */
const LOOKS: Readonly<Record<StepChange, { readonly icon: LucideIcon; readonly text: string }>> = {
  same: { icon: Equal, text: 'text-muted' },
  'same-content': { icon: CopyCheck, text: 'text-warn' },
  'new-content': { icon: PencilLine, text: 'text-brand' },
  'not-reproducible': { icon: Shuffle, text: 'text-warn' },
  'rebuilt-empty': { icon: CircleDashed, text: 'text-muted' },
  added: { icon: Plus, text: 'text-good' },
  gone: { icon: Minus, text: 'text-bad' },
}

/** Edge and ground of one side of a step. */
export const GROUNDS: Readonly<Record<StepChange, string>> = {
  same: 'border-line',
  'same-content': 'border-warn bg-warn-soft',
  'new-content': 'border-brand bg-sunken',
  'not-reproducible': 'border-warn bg-warn-soft',
  'rebuilt-empty': 'border-line-strong border-dashed',
  added: 'border-good bg-good-soft',
  gone: 'border-bad bg-bad-soft',
}

/** What became of a step: a sign and a word, never a colour alone. */
export function ChangeMark({ change }: { readonly change: StepChange }) {
  const t = useTranslations('diff')
  const { icon: Icon, text } = LOOKS[change]
  return (
    <span className={`inline-flex items-start gap-1.5 text-left ${text}`}>
      <Icon className="mt-[0.2em] size-3.5 shrink-0" aria-hidden="true" />
      {t(change)}
    </span>
  )
}
