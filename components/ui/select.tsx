import type { ReactNode } from 'react'

interface Props<T extends string> {
  readonly label: ReactNode
  readonly help?: string | undefined
  readonly value: T
  readonly options: readonly { readonly value: T; readonly text: string }[]
  /** As wide as its longest choice. */
  readonly wide?: boolean
  readonly onChange: (value: T) => void
}

/** A labelled list of choices; the browser's own, which every keyboard and screen reader knows. */
export function Select<T extends string>({ label, help, value, options, wide = false, onChange }: Props<T>) {
  return (
    <label title={help} className="inline-flex min-w-0 items-center gap-1.5 text-muted text-sm">
      {label}
      <select
        value={value}
        onChange={({ target }) => onChange(options[target.selectedIndex]!.value)}
        className={`min-h-8 ${wide ? 'min-w-0 max-w-full' : 'max-w-52'} cursor-pointer rounded-md border border-line bg-surface px-2 text-ink hover:border-line-strong`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  )
}
