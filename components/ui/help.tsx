'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TopicId } from '@/lib/document/method/topics'
import { Popover } from './popover'

const HelpText = dynamic(() => import('./help-text'), { ssr: false })

interface Props {
  readonly topic: TopicId
  /** What it says, where that is more than the words of the topic. */
  readonly children?: ReactNode
}

/** A small “?” that says what a figure is, how it is computed, and where the method says more. */
export function Help({ topic, children }: Props) {
  const t = useTranslations('help')
  const title = t(`topics.${topic}.title`)
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
      {children ?? <HelpText topic={topic} />}
    </Popover>
  )
}
