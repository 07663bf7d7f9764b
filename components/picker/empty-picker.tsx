'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { CompareInput } from '@/lib/api/compare'
import { repositoriesQuery } from '@/lib/api/queries'
import type { StrategyInput } from '@/lib/api/strategy-param'
import { AddRepository } from './add-repository'

interface Props {
  readonly source: CompareInput['source']
  readonly onChange: (strategies: readonly StrategyInput[]) => void
  readonly onSample: () => void
}

const SUGGESTIONS = 8

/** What a first visitor with a live daemon sees: what to do, and the repositories worth a look. */
export function EmptyPicker({ source, onChange, onSample }: Props) {
  const t = useTranslations('picker')
  const { data } = useQuery(repositoriesQuery(source))
  const several = (data?.repositories ?? []).filter(({ tags = 0 }) => tags > 1).slice(0, SUGGESTIONS)
  return (
    <section className="flex flex-col items-center gap-5 rounded-xl border border-line border-dashed bg-surface px-6 py-14 text-center">
      <div className="max-w-xl">
        <h1 className="font-semibold text-xl">{t('emptyTitle')}</h1>
        <p className="mt-2 text-muted">{t('emptyText')}</p>
      </div>
      <div className="flex flex-wrap items-center justify-center gap-2">
        <AddRepository source={source} onAdd={(reference) => onChange([{ reference }])} />
        <Button tone="quiet" onClick={onSample}>
          {t('openSample')}
        </Button>
      </div>
      {several.length > 0 && (
        <div className="flex flex-col items-center gap-2">
          <h2 className="text-muted text-sm">{t('suggested')}</h2>
          <ul className="flex flex-wrap justify-center gap-2">
            {several.map(({ repository, familiar, tags = 0 }) => (
              <li key={repository}>
                <Button onClick={() => onChange([{ reference: familiar }])}>
                  {familiar} <span className="text-muted text-xs">{t('tags', { count: tags })}</span>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
