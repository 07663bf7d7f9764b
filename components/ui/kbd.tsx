import type { ReactNode } from 'react'

/** A key. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-grid min-h-5 min-w-5 place-items-center rounded border border-line-strong bg-sunken px-1 font-sans text-[11px] text-muted leading-none">
      {children}
    </kbd>
  )
}
