'use client'

import { useEffect, useId, useState } from 'react'

interface Props {
  readonly label: string
  readonly value: number
  readonly unit?: string | undefined
  /** What is wrong with the value; shown beneath it. */
  readonly problem?: string | undefined
  readonly onChange: (value: number) => void
}

/** A number that is typed. What is no number stays in the field and is told as NaN, for the page to say so. */
export function NumberField({ label, value, unit, problem, onChange }: Props) {
  const id = useId()
  const [text, setText] = useState(textOf(value))
  // The link may change it: by a button that fills the form, or by going back.
  useEffect(() => setText((before) => (Number(before) === value ? before : textOf(value))), [value])
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <span className="inline-flex items-center gap-1.5">
        <input
          id={id}
          inputMode="decimal"
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => {
            setText(event.target.value)
            onChange(event.target.value.trim() === '' ? Number.NaN : Number(event.target.value))
          }}
          className="min-h-8 w-24 rounded-md border border-line bg-surface px-2 text-right text-sm tabular-nums hover:border-line-strong aria-invalid:border-bad"
        />
        {unit && <span className="text-muted text-xs">{unit}</span>}
      </span>
      {problem && (
        <span id={`${id}-problem`} className="text-bad text-xs">
          {problem}
        </span>
      )}
    </div>
  )
}

function textOf(value: number): string {
  return Number.isNaN(value) ? '' : String(value)
}
