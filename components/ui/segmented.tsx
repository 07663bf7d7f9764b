'use client'

import { type ReactNode, useId } from 'react'

interface Props<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly text: ReactNode; readonly title?: string }[]
  readonly onChange: (value: T) => void
}

/** One of a few, all in view; the browser's own radio buttons, whose keys everybody knows. */
export function Segmented<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex rounded-md border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <label
          key={option.value}
          title={option.title}
          className="relative inline-flex min-h-7 items-center gap-1 rounded px-2 text-muted text-sm has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm"
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            aria-label={option.title}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded"
          />
          {option.text}
        </label>
      ))}
    </div>
  )
}
