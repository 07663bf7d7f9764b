import { type ReactNode, useId } from 'react'

export const FIELD = 'min-h-8 rounded-md border border-line bg-surface px-2'

interface Props {
  readonly label: string
  readonly children: (id: string) => ReactNode
}

/** A control below its label. */
export function Field({ label, children }: Props) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      {children(id)}
    </div>
  )
}
