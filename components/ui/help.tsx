'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formulaOf } from '@/lib/document/method/formulas'
import type { TopicId } from '@/lib/document/method/topics'
import { Link } from './link'
import { Popover } from './popover'

/** A small “?” that says what a figure is, how it is computed, and where the method says more. */
export function Help({ topic }: { readonly topic: TopicId }) {
  const t = useTranslations('help')
  const locale = useLocale()
  const title = t(`topics.${topic}.title`)
  const formula = formulaOf(topic)
  return (
    <Popover
      label={title}
      trigger={
        <button
          type="button"
          aria-label={t('label', { title })}
          className="-mr-1.5 -ml-0.5 inline-grid size-6 shrink-0 cursor-help place-items-center rounded-full align-middle text-muted hover:text-ink print:hidden"
        >
          <span
            aria-hidden="true"
            className="grid size-4 place-items-center rounded-full border border-line-strong font-semibold text-[10px] leading-none"
          >
            ?
          </span>
        </button>
      }
    >
      <div className="flex flex-col gap-2 break-keep text-left font-normal text-ink">
        <p className="font-semibold">{title}</p>
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
    </Popover>
  )
}
