import { patternOf } from '@/lib/render/svg/patterns'

const SLOTS = Array.from({ length: 12 }, (_, slot) => slot)

/** Fill of a layer by its slot, where the drawing has `LayerPatterns` of the same ids. */
export function layerFill(ids: string, slot: number): string {
  return patternOf(slot) ? `url(#${ids}-${slot})` : `var(--layer-${slot})`
}

/** What is on the host already: hatched, without a layer's colour. */
export const reusedFill = (ids: string) => `url(#${ids})`

/** The layers' colours, each with a pattern of its own: neighbours differ without colour too. */
export function LayerPatterns({ ids }: { readonly ids: string }) {
  return (
    <>
      {SLOTS.map((slot) => {
        const pattern = patternOf(slot)
        if (!pattern) return null
        const { size, d, line } = pattern
        return (
          <pattern key={slot} id={`${ids}-${slot}`} width={size} height={size} patternUnits="userSpaceOnUse">
            <rect width={size} height={size} fill={`var(--layer-${slot})`} />
            <path
              d={d}
              fill={line === undefined ? 'black' : 'none'}
              stroke={line === undefined ? 'none' : 'black'}
              strokeWidth={line}
              opacity={0.26}
            />
          </pattern>
        )
      })}
      <pattern id={ids} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--sunken)" />
        <line x1="0" y1="0" x2="0" y2="6" stroke="var(--line-strong)" strokeWidth="2" />
      </pattern>
    </>
  )
}
