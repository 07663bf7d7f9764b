'use client'

import { useWords } from '@/components/document/use-words'
import { Value } from '@/components/document/value'
import type { Cell } from '@/lib/analysis/cell'
import { figureOf } from '@/lib/document/values'
import type { Form } from '@/lib/document/words/cell-text'
import type { Units } from '@/lib/i18n/format'

interface Props {
  readonly cell: Cell | undefined
  readonly units: Units
  readonly form: Form
}

/** A figure outside of a table. */
export function Figure({ cell, units, form }: Props) {
  const words = useWords()
  return <Value {...figureOf(cell, { units, words }, form)} />
}
