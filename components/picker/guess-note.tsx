import { useTranslations } from 'next-intl'
import { useWords } from '@/components/document/use-words'
import { Button } from '@/components/ui/button'
import type { CompareReport } from '@/lib/analysis/report'
import { guessText } from '@/lib/document/words/answer-words'

interface Props {
  readonly report: CompareReport
  readonly onOthers: () => void
}

/** Why the page shows these repositories where a person has named none, and the way to others. */
export function GuessNote({ report: { guess }, onOthers }: Props) {
  const t = useTranslations('picker')
  const words = useWords()
  if (!guess) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 rounded-lg border border-line bg-surface px-3 py-1 text-sm print:hidden">
      <p className="break-keep text-muted [overflow-wrap:anywhere]">{guessText(words, guess)}</p>
      <Button tone="quiet" onClick={onOthers}>
        {t('others')}
      </Button>
    </div>
  )
}
