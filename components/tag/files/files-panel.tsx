'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Card } from '@/components/document/card'
import { Check } from '@/components/ui/check'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { useTag } from '../use-tag'
import { useTyped } from '../use-typed'
import { FileList } from './file-list'
import { TagSlider } from './tag-slider'
import { useSeries } from './use-series'

interface Props {
  /** Raised each time that a key asks for the search. */
  readonly searches: number
}

/** The files of one layer, or the file system that a container sees at it. */
export function FilesPanel({ searches }: Props) {
  const t = useTranslations('files')
  const { state, change, chosen, instructions } = useTag()
  const { view, list, sort, hidden } = state
  const { place, along } = useSeries()
  return (
    <Card card="files" title={t('heading')} note={t(view === 'union' ? 'unionNote' : 'layerNote')}>
      {place && place.tags.length > 1 && <TagSlider tags={place.tags} at={place.at} />}
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label={t('view')}
          value={view}
          options={(['union', 'layer'] as const).map((value) => ({ value, text: t(`views.${value}`) }))}
          onChange={(next) => change({ view: next })}
        />
        <Select
          label={t('layer')}
          value={String(chosen)}
          options={instructions
            .map((text, position) => ({
              value: String(position),
              text: `${position + 1}: ${text.slice(0, 60)}`,
            }))
            .reverse()}
          onChange={(next) => change({ layer: Number(next) })}
        />
        <Segmented
          label={t('list')}
          value={list}
          options={(['tree', 'flat'] as const).map((value) => ({ value, text: t(`lists.${value}`) }))}
          onChange={(next) => change({ list: next })}
        />
        <Segmented
          label={t('sort')}
          value={sort}
          options={(['size', 'name'] as const).map((value) => ({ value, text: t(`sorts.${value}`) }))}
          onChange={(next) => change({ sort: next })}
        />
        {view === 'union' && (
          <Check checked={hidden} onChange={(next) => change({ hidden: next })}>
            {t('hidden')}
          </Check>
        )}
        <SearchBox searches={searches} />
      </div>
      <FileList along={along} />
    </Card>
  )
}

/** Part of a path or a glob; `/` leads here from anywhere on the page. */
function SearchBox({ searches }: Props) {
  const t = useTranslations('files')
  const { state, change } = useTag()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useTyped(state.q, (q) => change({ q }))
  useEffect(() => {
    if (searches > 0) input.current?.focus()
  }, [searches])

  return (
    <label className="relative min-w-44 flex-1">
      <span className="sr-only">{t('search')}</span>
      <Search className="absolute top-2 left-2.5 size-4 text-muted" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        value={text}
        placeholder={t('searchHint')}
        onChange={(event) => setText(event.target.value)}
        className="min-h-8 w-full rounded-md border border-line bg-surface pr-2 pl-8 text-sm placeholder:text-muted hover:border-line-strong"
      />
    </label>
  )
}
