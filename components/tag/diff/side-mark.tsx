/** The letter under which one of the two images goes. */
export function SideMark({ side }: { readonly side: 'a' | 'b' }) {
  return (
    <span className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded bg-ink font-sans font-semibold text-canvas text-xs">
      {side.toUpperCase()}
    </span>
  )
}
