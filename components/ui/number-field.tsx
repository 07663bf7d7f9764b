'use client'

import { type ReactNode, useId, useState } from 'react'

interface Props {
  readonly label: string
  /** Stands behind the field. */
  readonly unit?: string | undefined
  readonly value: number | null
  /** The sentence about what is wrong with a figure; null is an empty field. */
  readonly problemOf: (value: number | null) => string | undefined
  readonly onValue: (value: number | null) => void
  /** What an empty field means; the field may be empty then. */
  readonly placeholder?: string | undefined
  /** The slider beside it, if any. */
  readonly children?: ReactNode
}

/** An exact figure. What cannot be taken is said below the field, and is not handed on. */
export function NumberField({ label, unit, value, problemOf, onValue, placeholder, children }: Props) {
  const id = useId()
  // What is typed, for as long as the figure is the one that it was typed for.
  const [draft, setDraft] = useState<{ readonly text: string; readonly of: number | null }>()
  const typed = draft !== undefined && Object.is(draft.of, value) ? draft.text : undefined
  const text = typed ?? (value === null ? '' : String(value))
  const problem = problemOf(read(text))
  const type = (next: string) => {
    const taken = read(next)
    const good = problemOf(taken) === undefined
    setDraft({ text: next, of: good ? taken : value })
    if (good && taken !== value) onValue(taken)
  }
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block text-muted text-sm">
        {label}
      </label>
      <div className="flex items-center gap-2">
        {children}
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          placeholder={placeholder}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => type(event.target.value)}
          onBlur={() => problem === undefined && setDraft(undefined)}
          className={`min-h-8 w-24 rounded-md border bg-surface px-2 text-right tabular-nums placeholder:text-muted ${problem === undefined ? 'border-line-strong' : 'border-2 border-bad'}`}
        />
        {unit !== undefined && <span className="min-w-10 shrink-0 text-muted text-sm">{unit}</span>}
      </div>
      {problem !== undefined && (
        <p id={`${id}-problem`} role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
    </div>
  )
}

/** Not a number is a figure that has a problem; nothing is none. */
function read(text: string): number | null {
  return text.trim() === '' ? null : Number(text.trim())
}
