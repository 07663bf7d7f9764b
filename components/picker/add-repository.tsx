import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { repositoriesQuery, snapshotsQuery } from '@/components/data/queries'
import { useFailureText } from '@/components/states/use-failure-text'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import type { CompareInput, StrategyInput } from '@/lib/analysis/question'
import { formatTime } from '@/lib/i18n/format'
import { snapshotIn } from '@/lib/link/source-choice'
import { parseReference } from '@/lib/oci/reference'

interface Props {
  readonly source: CompareInput['source']
  /** @param saved  set for a repository of an open snapshot */
  readonly onAdd: (reference: string, saved?: Saved) => void
}

type Saved = Required<Pick<StrategyInput, 'from' | 'name'>>

/** Finds a repository of the daemon or of a registry by a part of its name, or takes any reference as typed. */
export function AddRepository({ source, onAdd }: Props) {
  const t = useTranslations('picker')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('add')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button className="min-h-14 border-dashed px-4" icon={Plus}>
          {t('add')}
        </Button>
      }
    >
      <Finder
        source={source}
        onAdd={(reference, saved) => {
          setOpen(false)
          onAdd(reference, saved)
        }}
      />
    </Popover>
  )
}

function Finder({ source, onAdd }: Props) {
  const t = useTranslations('picker')
  const { failureText } = useFailureText()
  const { data, isPending } = useQuery(repositoriesQuery(source))
  const saved = useSavedChoices(source)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const typed = text.trim()
  const found = (data?.repositories ?? []).filter(({ repository }) =>
    repository.includes(typed.toLowerCase()),
  )
  const isReference = typed !== '' && parseReference(typed) !== undefined
  const exact = found.some(({ repository, familiar }) => repository === typed || familiar === typed)
  const choices: readonly Choice[] = [
    ...found.map(({ familiar, tags }) => ({ reference: familiar, text: familiar, tags })),
    ...(isReference && !exact
      ? [{ reference: typed, text: t('typed', { reference: typed }), tags: undefined }]
      : []),
    ...saved.filter(({ reference }) => reference.includes(typed.toLowerCase())),
  ]

  function onKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive((active + step + choices.length) % Math.max(1, choices.length))
    }
    const chosen = choices[active]
    if (event.key === 'Enter' && chosen) onAdd(chosen.reference, chosen.saved)
  }
  return (
    <div className="flex flex-col gap-2">
      <input
        // The panel opens for typing: that is where a person expects the cursor.
        ref={(input) => input?.focus()}
        role="combobox"
        aria-label={t('search')}
        aria-expanded="true"
        aria-controls="repositories"
        aria-activedescendant={choices[active] ? `repository-${active}` : undefined}
        value={text}
        placeholder={t('search')}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKey}
        className="min-h-9 rounded-md border border-line bg-surface px-2"
      />
      <div id="repositories" role="listbox" aria-label={t('add')} className="max-h-72 overflow-y-auto">
        {choices.map((choice, index) => (
          <div
            key={`${choice.saved?.from} ${choice.text}`}
            id={`repository-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onClick={() => onAdd(choice.reference, choice.saved)}
            onKeyDown={onKey}
            onMouseEnter={() => setActive(index)}
            className="flex cursor-pointer items-baseline justify-between gap-3 rounded-md px-2 py-1.5 aria-selected:bg-sunken"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">{choice.text}</span>
            {choice.tags !== undefined && (
              <span className="whitespace-nowrap text-muted text-xs">
                {t('tags', { count: choice.tags })}
              </span>
            )}
          </div>
        ))}
      </div>
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
    </div>
  )
}

interface Choice {
  readonly reference: string
  readonly text: string
  readonly tags?: number | undefined
  readonly saved?: Saved
}

/** The repositories of open snapshots, to be laid beside the others. */
function useSavedChoices(source: CompareInput['source']): readonly Choice[] {
  const t = useTranslations('snapshots')
  const { data } = useQuery(snapshotsQuery())
  const others = (data?.snapshots ?? []).filter(({ name }) => name !== snapshotIn(source))
  return others.flatMap(({ name: from, createdAt, repositories }) =>
    repositories.map(({ familiar, tags }) => ({
      reference: familiar,
      text: t('fromChoice', { reference: familiar, time: formatTime(createdAt) }),
      tags,
      saved: { from, name: `${familiar.slice(familiar.lastIndexOf('/') + 1)} (${createdAt.slice(0, 10)})` },
    })),
  )
}
