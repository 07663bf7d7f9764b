import { useLocale, useTranslations } from 'next-intl'
import { formulaOf } from '@/lib/document/method/formulas'
import type { TopicId } from '@/lib/document/method/topics'
import { Link } from './link'

/** What a bubble says of its topic. It comes when one is opened. */
export default function HelpText({ topic }: { readonly topic: TopicId }) {
  const t = useTranslations('help')
  const locale = useLocale()
  const formula = formulaOf(topic)
  return (
    <div className="flex flex-col gap-2 break-keep text-left font-normal text-ink">
      <p className="font-semibold">{t(`topics.${topic}.title`)}</p>
      <p className="[overflow-wrap:anywhere]">{t(`topics.${topic}.what`)}</p>
      {formula && (
        <p className="rounded-md bg-sunken px-2 py-1.5">
          <span className="sr-only">{t('formula')}: </span>
          <code className="text-xs [overflow-wrap:anywhere]">{formula}</code>
        </p>
      )}
      <Link href={`/method?lang=${locale}#${topic}`} className="self-start text-brand underline">
        {t('more')}
      </Link>
    </div>
  )
}
