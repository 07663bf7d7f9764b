import { ArrowLeftRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Select } from '@/components/ui/select'
import { tagLink } from '@/lib/link/tag-state'
import { parseReference } from '@/lib/oci/reference'
import { useTag } from '../use-tag'
import { SideMark } from './marks'

interface Props {
  /** References of the same repository. */
  readonly offered: readonly string[]
  /** A; empty while there is none. */
  readonly other: string
}

/** Chooses A: a tag of the same repository, or any reference; B is the page's own. Swaps the two. */
export function DiffPicker({ offered, other }: Props) {
  const t = useTranslations('diff')
  const { image, state, change } = useTag()
  const pick = (reference: string) => change({ with: reference, pair: null, find: '' })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <span className="flex min-h-8 items-center gap-2">
          <SideMark side="a" />
          {offered.length > 0 && (
            <Select
              label={t('tag')}
              value={offered.includes(other) ? other : ''}
              options={[
                { value: '', text: t('pickTag') },
                ...offered.map((value) => ({ value, text: parseReference(value)?.tag ?? value })),
              ]}
              onChange={pick}
            />
          )}
        </span>
        <Typed
          key={String(offered.includes(other))}
          value={offered.includes(other) ? '' : other}
          onPick={pick}
        />
        {other !== '' && (
          <Link
            href={tagLink({
              ref: other,
              with: image.reference,
              tab: 'compare',
              source: image.source,
              platform: image.platform ?? null,
              units: state.units,
            })}
            className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-2.5 text-sm hover:border-line-strong"
          >
            <ArrowLeftRight className="size-4" aria-hidden="true" />
            {t('swap')}
          </Link>
        )}
      </div>
      <p className="flex items-start gap-2 font-mono text-sm leading-6 [overflow-wrap:anywhere]">
        <SideMark side="b" />
        {image.reference}
      </p>
    </div>
  )
}

interface TypedProps {
  readonly value: string
  readonly onPick: (reference: string) => void
}

function Typed({ value, onPick }: TypedProps) {
  const t = useTranslations('diff')
  const picker = useTranslations('picker')
  const id = useId()
  const [text, setText] = useState(value)
  const [refused, setRefused] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    const typed = text.trim()
    if (parseReference(typed)) onPick(typed)
    else setRefused(typed)
  }
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-1 basis-72 flex-col gap-1 sm:max-w-lg">
      <span className="flex items-center gap-1.5">
        <label htmlFor={id} className="shrink-0 text-muted text-sm">
          {t('anyReference')}
        </label>
        <input
          id={id}
          value={text}
          placeholder="ghcr.io/team/app:1.2"
          spellCheck={false}
          autoCapitalize="off"
          aria-invalid={refused !== ''}
          aria-describedby={refused === '' ? undefined : `${id}-refused`}
          onChange={(event) => {
            setText(event.target.value)
            setRefused('')
          }}
          className="min-h-8 w-0 min-w-0 flex-1 rounded-md border border-line bg-surface px-2 font-mono text-sm placeholder:text-muted hover:border-line-strong"
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('compare')}
        </Button>
      </span>
      {refused !== '' && (
        <span id={`${id}-refused`} role="alert" className="text-warn text-xs [overflow-wrap:anywhere]">
          {picker('badReference', { reference: refused })}
        </span>
      )}
    </form>
  )
}
