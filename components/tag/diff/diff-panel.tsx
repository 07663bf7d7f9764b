'use client'

import { GitCompareArrows } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import type { ImageKey } from '@/components/tag/queries'
import type { DiffState } from '@/lib/link/tag-state'
import { DiffBody } from './diff-body'
import { DiffPicker } from './diff-picker'

interface Props {
  /** The page's tag: A. */
  readonly image: ImageKey
  /** The reference of B; empty when none is picked. */
  readonly other: string
  /** References of the same repository to offer. */
  readonly tags: readonly string[]
  readonly state: DiffState
  readonly onChange: (next: Partial<DiffState>) => void
  readonly onPick: (reference: string) => void
}

/** The page's tag beside another one: which steps differ, what that costs a host, and which files changed. */
export function DiffPanel({ image, other, tags, state, onChange, onPick }: Props) {
  const t = useTranslations('diff')
  const { reference, ...rest } = image
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card card={other === '' ? undefined : 'compare'} title={t('heading')} note={t('note')}>
        <DiffPicker key={other} image={image} other={other} tags={tags} units={state.units} onPick={onPick} />
      </Card>
      {other === '' ? (
        <Nothing />
      ) : (
        <DiffBody key={other} pair={{ a: reference, b: other, ...rest }} state={state} onChange={onChange} />
      )}
    </div>
  )
}

const TEACHES = ['teachesSteps', 'teachesDownload', 'teachesFiles'] as const

function Nothing() {
  const t = useTranslations('diff')
  return (
    <section className="flex gap-4 rounded-xl border border-line border-dashed p-5 sm:p-6">
      <GitCompareArrows className="mt-0.5 hidden size-6 shrink-0 text-muted sm:block" aria-hidden="true" />
      <div>
        <h3 className="font-semibold">{t('emptyTitle')}</h3>
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-muted text-sm">
          {TEACHES.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </div>
    </section>
  )
}
