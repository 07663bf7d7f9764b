import { useTranslations } from 'next-intl'
import type { StepReport } from '@/lib/api/tag-diff'

interface Props {
  readonly step: StepReport
  /** As it was recorded, in full, in place of what one writes in a Dockerfile. */
  readonly recorded?: boolean
}

/** The text of a step; one click on "as recorded" and the pointer tell what was shortened. */
export function StepText({ step: { text, original, diffId }, recorded = false }: Props) {
  const t = useTranslations('diff')
  if (recorded && original !== '') return <bdi className="whitespace-pre-wrap">{original}</bdi>
  if (text === '') return <span className="text-muted">{shortHashes(diffId ?? '') || t('noText')}</span>
  return <bdi title={original}>{shortHashes(text)}</bdi>
}

/** Digests with as many digits as Docker shows of them. */
function shortHashes(text: string): string {
  return text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…')
}
