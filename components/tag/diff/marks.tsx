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
import type { DiffFileRow, StepReport } from '@/lib/analysis/diff-report'
import { stepText } from '@/lib/document/words/step-words'
import type { StepChange } from '@/lib/oci/step-diff'

interface Look {
  readonly icon: LucideIcon
  readonly text: string
}

const LOOKS: Readonly<Record<StepChange, Look>> = {
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

const FILE_LOOKS: Readonly<Record<DiffFileRow['change'], Look>> = {
  added: LOOKS.added,
  removed: LOOKS.gone,
  changed: LOOKS['new-content'],
}

interface FileChangeProps {
  readonly change: DiffFileRow['change']
  /** The word is seen on narrow screens too. */
  readonly worded?: boolean
}

/** What became of a path: a sign and a word. */
export function FileChangeMark({ change, worded = false }: FileChangeProps) {
  const t = useTranslations('diff')
  const { icon: Icon, text } = FILE_LOOKS[change]
  return (
    <span className={`inline-flex items-center gap-1.5 ${text}`}>
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      <span className={worded ? '' : 'max-sm:sr-only'}>{t(`file-${change}`)}</span>
    </span>
  )
}

/** The letter of one of the two images. */
export function SideMark({ side }: { readonly side: 'a' | 'b' }) {
  return (
    <span className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded bg-ink font-sans font-semibold text-canvas text-xs">
      {side.toUpperCase()}
    </span>
  )
}

interface StepProps {
  readonly step: StepReport
  /** As it was recorded, in full, in place of what one writes in a Dockerfile. */
  readonly recorded?: boolean
}

/** The text of a step; what was shortened is seen on hover and by "as recorded". */
export function StepText({ step, recorded = false }: StepProps) {
  const t = useTranslations('diff')
  const { text, original } = step
  if (recorded && original !== '') return <bdi className="whitespace-pre-wrap">{original}</bdi>
  if (text === '') return <span className="text-muted">{stepText(t, step)}</span>
  return <bdi title={original}>{stepText(t, step)}</bdi>
}
