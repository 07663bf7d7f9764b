import { useTranslations } from 'next-intl'
import type { CompareReport } from '@/lib/analysis/report'
import { sourceText } from '@/lib/document/words/source-text'

/** What was measured, where, in which basis and when: what makes a picture of a card stand alone. */
export function SourceLine({ report }: { readonly report: CompareReport }) {
  const t = useTranslations('cards')
  return (
    <p className="mt-3 border-line border-t pt-2 text-muted text-xs [overflow-wrap:anywhere]">
      {sourceText(t, report)}
    </p>
  )
}
