import { useState } from 'react'
import { FIELD, Field } from '@/components/ui/field'

interface Props {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly hint?: string
  /** Why a text cannot be taken: it is said below, and nothing is changed. */
  readonly problemOf?: (text: string) => string | undefined
  readonly onCommit: (text: string) => void
}

/** A text that takes effect with Enter or when it is left, not at each key. */
export function TextField({ label, value, placeholder, hint, problemOf, onCommit }: Props) {
  const [problem, setProblem] = useState<string>()
  const said = problem ?? hint
  function commit(written: string) {
    const text = written.trim()
    const next = text === value ? undefined : problemOf?.(text)
    setProblem(next)
    if (next === undefined && text !== value) onCommit(text)
  }
  return (
    <Field label={label}>
      {(id) => (
        <>
          <input
            id={id}
            defaultValue={value}
            placeholder={placeholder}
            maxLength={200}
            aria-invalid={problem !== undefined}
            aria-describedby={said && `${id}-hint`}
            onBlur={(event) => commit(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
            className={FIELD}
          />
          {said && (
            <span
              id={`${id}-hint`}
              role={problem && 'alert'}
              className={`text-xs [overflow-wrap:anywhere] ${problem ? 'text-bad' : 'text-muted'}`}
            >
              {said}
            </span>
          )}
        </>
      )}
    </Field>
  )
}
