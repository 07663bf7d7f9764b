'use client'

import { useTranslations } from 'next-intl'
import { Name } from '@/components/display/name'
import { Hint } from '@/components/ui/hint'
import type { CardCell, CardValue } from '@/lib/document/document'
import { signMeaning } from '@/lib/document/values'
import { readsFromRight } from '@/lib/document/words/shortened'
import { formatExactBytes } from '@/lib/i18n/format'
import { plain } from '@/lib/oci/plain'
import { DrawnCell } from './grid'

interface Props {
  readonly cell: CardCell
  /** A reason that its figures need not give. */
  readonly said?: string | undefined
  /** Colours of the strategies whose values it holds. */
  readonly colours?: readonly number[] | undefined
}

/** A cell on a page: reasons open beside their figures. */
export function Cell({ cell, said, colours }: Props) {
  return (
    <DrawnCell
      cell={cell}
      colours={colours}
      medium={{
        best: 'font-semibold underline decoration-2 decoration-good underline-offset-4',
        seen: 'sr-only',
        beside: 'block text-muted text-xs',
        slash: <span className="slash text-muted"> /</span>,
        draw: (value) => <Value {...value} why={value.why === said ? undefined : value.why} />,
      }}
    />
  )
}

/**
 * A figure as text: exact bytes on hover, the reason of what is estimated or unknown for all to reach, and what a sign
 * in its place says.
 */
export function Value(value: CardValue) {
  const { text, cell, why } = value
  const t = useTranslations('cards')
  const meaning = signMeaning(value)
  if (why !== undefined || meaning === 'noImages') {
    return (
      <Hint text={why ?? t('noImages')}>
        <span className="underline decoration-dotted decoration-muted underline-offset-4">
          {nameOf(value)}
        </span>
      </Hint>
    )
  }
  if (meaning) {
    // Many cells of a long table are empty: it is said, without a stop of the keyboard at each.
    return <span title={t(meaning)}>{text}</span>
  }
  const isExact = cell?.kind === 'exact' && cell.unit === 'bytes'
  if (isExact) return <span title={formatExactBytes(cell.value)}>{text}</span>
  return nameOf(value)
}

/** Names of images as names; what else reads from the right is set apart. */
function nameOf({ text, cell }: CardValue) {
  if (cell?.kind === 'images') return <Name text={text} inert />
  const shown = plain(text)
  return readsFromRight(shown) ? <bdi>{shown}</bdi> : shown
}
