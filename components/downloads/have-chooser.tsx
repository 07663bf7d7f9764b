'use client'

import { useTranslations } from 'next-intl'
import { type CacheSetId, cacheSetOf } from '@/lib/analysis/cache-set'
import type { CompareReport } from '@/lib/analysis/report'
import { cacheWords } from '@/lib/document/words/cache-words'

interface Props {
  readonly report: CompareReport
  readonly value: CacheSetId
  readonly onChange: (value: CacheSetId) => void
}

/** Tags offered by name; beyond, the link can still name any. */
const OFFERED = 40

/** What the host holds beyond the plain choices of the toolbar: the last few tags, or tags by their names. */
export function HaveChooser({ report, value, onChange }: Props) {
  const t = useTranslations('have')
  const cards = useTranslations('cards')
  const set = cacheSetOf(value)
  const chosen = set.kind === 'tags' ? set.tags : []
  const tags = [...new Set(report.strategies.flatMap((strategy) => strategy.tags.map(({ tag }) => tag)))]
  const gone = chosen.filter((tag) => !tags.includes(tag))
  const toggle = (tag: string) => {
    const next = chosen.includes(tag) ? chosen.filter((one) => one !== tag) : [...chosen, tag]
    onChange(next.length === 0 ? 'none' : `tags:${next.join(',')}`)
  }
  return (
    <section
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-2.5 text-sm"
    >
      <span className="text-muted">
        {t('holds')} <span className="font-medium text-ink">{cards('holding', cacheWords(value))}</span>
      </span>
      <label className="inline-flex items-center gap-1.5 text-muted">
        {t('lastFew')}
        <input
          type="number"
          min={1}
          max={999}
          value={set.kind === 'previous' ? set.count : ''}
          placeholder="—"
          onChange={(event) => {
            const count = Math.trunc(Number(event.target.value))
            if (count >= 1) onChange(count === 1 ? 'previous' : `previous:${count}`)
          }}
          className="min-h-8 w-16 rounded-md border border-line bg-surface px-2 text-right text-ink tabular-nums"
        />
      </label>
      <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
        <legend className="float-left mr-2 text-muted">{t('tags')}</legend>
        {tags.slice(0, OFFERED).map((tag) => (
          <button
            key={tag}
            type="button"
            aria-pressed={chosen.includes(tag)}
            onClick={() => toggle(tag)}
            className="min-h-7 cursor-pointer rounded-md border border-line px-2 font-mono text-xs hover:border-line-strong aria-pressed:border-brand aria-pressed:bg-sunken aria-pressed:font-semibold"
          >
            {tag}
          </button>
        ))}
      </fieldset>
      {gone.length > 0 && (
        <p role="alert" className="w-full text-warn">
          {t('gone', { tags: gone.join(', ') })}
        </p>
      )}
    </section>
  )
}
