import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { repositoriesQuery, snapshotsQuery } from '@/components/data/queries'
import { useFailureText } from '@/components/states/use-failure-text'
import { shortNamesOf } from '@/lib/analysis/compare/names'
import type { CompareInput, StrategyInput } from '@/lib/analysis/question'
import { formatTime } from '@/lib/i18n/format'
import { snapshotIn } from '@/lib/link/source-choice'
import { parseReference } from '@/lib/oci/reference'

export interface FinderProps {
  readonly source: CompareInput['source']
  /** @param saved  set for a repository of an open snapshot */
  readonly onAdd: (reference: string, saved?: Saved) => void
}

type Saved = Required<Pick<StrategyInput, 'from' | 'name'>>

interface Choice {
  readonly reference: string
  readonly text: string
  readonly tags?: number | undefined
  readonly saved?: Saved
}

/** Finds a repository of the daemon or of a registry by a part of its name, or takes any reference as typed. */
export default function RepositoryFinder({ source, onAdd }: FinderProps) {
  const t = useTranslations('picker')
  const { failureText } = useFailureText()
  const { data, isPending } = useQuery(repositoriesQuery(source))
  const saved = useSavedChoices(source)
  const [text, setText] = useState('')
  const typed = text.trim()
  const part = typed.toLowerCase()
  const found = (data?.repositories ?? []).filter(({ repository }) => repository.includes(part))
  const isReference = typed !== '' && parseReference(typed) !== undefined
  const exact = found.some(({ familiar }) => familiar === typed)
  const choices: readonly Choice[] = [
    ...found.map(({ familiar, tags }) => ({ reference: familiar, text: familiar, tags })),
    ...(isReference && !exact ? [{ reference: typed, text: t('typed', { reference: typed }) }] : []),
    ...saved.filter(({ reference }) => reference.includes(part)),
  ]
  return (
    <Command label={t('search')} shouldFilter={false} loop className="flex flex-col gap-2">
      <Command.Input
        // The panel opens for typing: that is where a person expects the cursor.
        ref={(input) => input?.focus()}
        value={text}
        placeholder={t('search')}
        onValueChange={setText}
        className="min-h-9 rounded-md border border-line bg-surface px-2"
      />
      <Command.List label={t('add')} className="max-h-72 overflow-y-auto">
        {choices.map(({ reference, text, tags, saved }) => (
          <Command.Item
            key={`${saved?.from} ${text}`}
            value={`${saved?.from} ${text}`}
            onSelect={() => onAdd(reference, saved)}
            className="flex cursor-pointer items-baseline justify-between gap-3 rounded-md px-2 py-1.5 aria-selected:bg-sunken"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
            {tags !== undefined && (
              <span className="whitespace-nowrap text-muted text-xs">{t('tags', { count: tags })}</span>
            )}
          </Command.Item>
        ))}
      </Command.List>
      {typed !== '' && !isReference && choices.length === 0 && (
        <p role="alert" className="text-warn text-xs">
          {t('badReference', { reference: typed })}
        </p>
      )}
      {typed === '' && choices.length === 0 && (
        <p className="text-muted text-xs">{isPending ? t('loading') : t('nothing')}</p>
      )}
      {data?.problems.map(({ failure }) => (
        <p key={`${failure.at} ${failure.code}`} className="text-muted text-xs [overflow-wrap:anywhere]">
          {failureText(failure)}
        </p>
      ))}
    </Command>
  )
}

/** The repositories of open snapshots, to be laid beside the others. */
function useSavedChoices(source: CompareInput['source']): readonly Choice[] {
  const t = useTranslations('snapshots')
  const { data } = useQuery(snapshotsQuery())
  const others = (data?.snapshots ?? []).filter(({ name }) => name !== snapshotIn(source))
  return others.flatMap(({ name: from, createdAt, repositories }) => {
    const names = shortNamesOf(repositories.map(({ familiar }) => familiar))
    return repositories.map(({ familiar, tags }, index) => ({
      reference: familiar,
      text: t('fromChoice', { reference: familiar, time: formatTime(createdAt) }),
      tags,
      saved: { from, name: `${names[index]} (${createdAt.slice(0, 10)})` },
    }))
  })
}
