'use client'

import { useTranslations } from 'next-intl'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import type { CardCell, CardValue } from '@/lib/document/document'

/** How the values of a cell are drawn: on a page, or on paper and slides. */
export interface Medium {
  /** Classes of the smallest of a row, of the word for it, and of the small figures below. */
  readonly best: string
  readonly seen: string
  readonly beside: string
  /** Between values side by side. */
  readonly slash: ReactNode
  readonly draw: (value: CardValue) => ReactNode
  /** Behind a value. */
  readonly after?: (value: CardValue) => ReactNode
  /** Of one value per strategy; undefined where they may stand side by side. */
  readonly arrange?: (values: readonly ReactElement[]) => ReactNode
}

interface Props {
  readonly cell: CardCell
  readonly medium: Medium
  /** Whether it holds one value per strategy. */
  readonly perStrategy?: boolean | undefined
}

/** One cell: its values side by side as in the articles, `788MB / 783MB`, the smallest marked, small ones below. */
export function DrawnCell({ cell: { values, beside = [], besideLabel }, medium, perStrategy }: Props) {
  const t = useTranslations('cards')
  const { best, seen, slash, draw, after, arrange } = medium
  const line = (all: readonly CardValue[]) => {
    const shown = all.map((value, place) => (
      <Fragment key={String(place)}>
        {value.best ? <span className={best}>{draw(value)}</span> : draw(value)}
        {value.best && <span className={seen}> ({t('best')})</span>}
        {after?.(value)}
        {place < all.length - 1 && slash}
      </Fragment>
    ))
    const arranged = perStrategy && arrange?.(shown)
    return (
      arranged ||
      shown.map((value, place) => (
        <Fragment key={value.key}>
          {place > 0 && ' '}
          {value}
        </Fragment>
      ))
    )
  }
  return (
    <>
      {line(values)}
      {beside.length > 0 && (
        <span className={medium.beside}>
          {besideLabel && `${besideLabel} `}
          {line(beside)}
        </span>
      )}
    </>
  )
}
