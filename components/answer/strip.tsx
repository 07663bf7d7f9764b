import { REUSED_BACKGROUND, slotBackground } from '@/components/display/layer-colour'
import type { StripBand } from '@/lib/document/document'

/** What is there is seen, however small. */
const LEAST = '0.4%'

/** Layers side by side, the base at the left; hatched where a host has them. Its figures stand above it. */
export function Strip({ bands }: { readonly bands: readonly StripBand[] }) {
  return (
    <div aria-hidden="true" className="mt-1 flex h-6 gap-px overflow-hidden rounded-sm bg-sunken">
      {bands.map(({ share, slot, reused }, place) => (
        <span
          key={String(place)}
          style={{
            flex: `0 1 ${(100 * share).toFixed(3)}%`,
            minWidth: LEAST,
            background: reused ? REUSED_BACKGROUND : slotBackground(slot),
          }}
        />
      ))}
    </div>
  )
}
