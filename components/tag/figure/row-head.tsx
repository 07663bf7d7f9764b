import type { ReactNode } from 'react'

/** The head of a row; it stays while the columns scroll. */
export function RowHead({ children }: { readonly children: ReactNode }) {
  return (
    <th
      scope="row"
      className="sticky left-0 z-10 w-32 min-w-32 max-w-32 border-line border-r border-b bg-surface py-2 pr-2 text-left font-normal text-sm sm:w-60 sm:min-w-60 sm:max-w-60"
    >
      {children}
    </th>
  )
}
