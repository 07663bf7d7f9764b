import type { ReactNode } from 'react'

interface Props {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** What it switches. */
  readonly children: ReactNode
}

/** Something that is on or off, with its words as part of what can be clicked. */
export function Check({ checked, onChange, children }: Props) {
  return (
    <label className="inline-flex min-h-6 cursor-pointer items-center gap-2 text-sm [overflow-wrap:anywhere]">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4 shrink-0 accent-brand"
      />
      {children}
    </label>
  )
}
