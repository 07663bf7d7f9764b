'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Card } from '@/components/document/card'
import type { ImageKey } from '@/components/tag/queries'
import { Check } from '@/components/ui/check'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import type { TagState } from '@/lib/link/tag-state'
import { FileList } from './file-list'

interface Props {
  readonly image: ImageKey
  readonly state: TagState
  readonly onChange: (next: Partial<TagState>) => void
  /** Position of the chosen layer. */
  readonly chosen: number
  /** What made each layer, base first. */
  readonly instructions: readonly string[]
  readonly colours: readonly string[]
  /** Raised each time that a key asks for the search. */
  readonly searches: number
}

/** How long after the last key a search begins. */
const TYPING_MS = 250

/** The files of one layer, or the file system that a container sees at it. */
export function FilesPanel({ image, state, onChange, chosen, instructions, colours, searches }: Props) {
  const t = useTranslations('files')
  const { view, list, sort, q, hidden, units } = state
  const question = { view, layer: chosen, sort, flat: list === 'flat', query: q, hidden }
  return (
    <Card card="files" title={t('heading')} note={t(view === 'union' ? 'unionNote' : 'layerNote')}>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label={t('view')}
          value={view}
          options={(['union', 'layer'] as const).map((value) => ({ value, text: t(`views.${value}`) }))}
          onChange={(next) => onChange({ view: next })}
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
          onChange={(next) => onChange({ layer: Number(next) })}
        />
        <Segmented
          label={t('list')}
          value={list}
          options={(['tree', 'flat'] as const).map((value) => ({ value, text: t(`lists.${value}`) }))}
          onChange={(next) => onChange({ list: next })}
        />
        <Segmented
          label={t('sort')}
          value={sort}
          options={(['size', 'name'] as const).map((value) => ({ value, text: t(`sorts.${value}`) }))}
          onChange={(next) => onChange({ sort: next })}
        />
        {view === 'union' && (
          <Check checked={hidden} onChange={(next) => onChange({ hidden: next })}>
            {t('hidden')}
          </Check>
        )}
        <SearchBox value={q} searches={searches} onChange={(next) => onChange({ q: next })} />
      </div>
      <FileList
        image={image}
        question={question}
        units={units}
        colours={colours}
        open={state.open}
        onOpen={(open) => onChange({ open })}
      />
    </Card>
  )
}

interface SearchProps {
  readonly value: string
  readonly searches: number
  readonly onChange: (text: string) => void
}

/** Part of a path or a glob; `/` leads here from anywhere on the page. */
function SearchBox({ value, searches, onChange }: SearchProps) {
  const t = useTranslations('files')
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const change = useRef(onChange)
  change.current = onChange

  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => change.current(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, value])

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
