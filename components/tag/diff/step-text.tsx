import { useTranslations } from 'next-intl'
import type { StepReport } from '@/lib/analysis/diff-report'
import { stepText } from '@/lib/document/words/step-words'

interface Props {
  readonly step: StepReport
  /** As it was recorded, in full, in place of what one writes in a Dockerfile. */
  readonly recorded?: boolean
}

/** The text of a step; one click on "as recorded" and the pointer tell what was shortened. */
export function StepText({ step, recorded = false }: Props) {
  const t = useTranslations('diff')
  const { text, original } = step
  if (recorded && original !== '') return <bdi className="whitespace-pre-wrap">{original}</bdi>
  if (text === '') return <span className="text-muted">{stepText(t, step)}</span>
  return <bdi title={original}>{stepText(t, step)}</bdi>
}
