import { useTranslations } from 'next-intl'
import { Hint } from '@/components/ui/hint'
import type { TagReport } from '@/lib/analysis/report'
import { marksOf, markText } from '@/lib/document/compare/marks'

/**
 * What is out of the ordinary with a tag: moved, in one place only, inferred.
 * @param places  whether some tags are elsewhere than others: only then a place is worth a word
 */
export function TagMarks({ tag, places }: { readonly tag: TagReport; readonly places: boolean }) {
  const t = useTranslations('cards')
  return marksOf(tag, places).map((mark) => {
    const { text, why } = markText(t, mark)
    return (
      <Hint key={mark.code} text={why}>
        <span className="rounded bg-warn-soft px-1.5 py-0.5 font-normal text-warn text-xs">{text}</span>
      </Hint>
    )
  })
}
