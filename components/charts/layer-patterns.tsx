import { slotColour } from '@/components/display/layer-colour'
import { FACES, HUES, type Slot } from '@/lib/document/compare/layer-colours'
import { HATCH_STRENGTH, HATCHES, type Hatch } from '@/lib/document/hatches'
import { faceOf } from '@/lib/render/svg/patterns'

const SLOTS = Array.from({ length: HUES * FACES }, (_, index) => index + 1)

/** Fill of a layer by its slot, where the drawing has `LayerPatterns` of the same ids. */
export function layerFill(ids: string, slot: Slot): string {
  return faceOf(slot) ? `url(#${ids}-${slot})` : slotColour(slot)
}

/** What is on the host already: hatched, without a layer's colour. */
export const reusedFill = (ids: string) => `url(#${ids})`

/** What fills of layers refer to. */
export function LayerPatterns({ ids }: { readonly ids: string }) {
  return (
    <>
      {SLOTS.map((slot) => {
        const face = faceOf(slot)
        return (
          face && (
            <Tile
              key={slot}
              id={`${ids}-${slot}`}
              hatch={face.hatch}
              ground={slotColour(slot)}
              ink={face.ink}
              strength={HATCH_STRENGTH}
            />
          )
        )
      })}
      <Tile id={ids} hatch={HATCHES.reused} ground="var(--sunken)" ink="var(--line-strong)" />
    </>
  )
}

interface TileProps {
  readonly id: string
  readonly hatch: Hatch
  readonly ground: string
  readonly ink: string
  readonly strength?: number
}

function Tile({ id, hatch: { size, d, line, turn = 0 }, ground, ink, strength }: TileProps) {
  return (
    <pattern
      id={id}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${turn})`}
    >
      <rect width={size} height={size} fill={ground} />
      <path
        d={d}
        fill={line === undefined ? ink : 'none'}
        stroke={line === undefined ? 'none' : ink}
        strokeWidth={line}
        opacity={strength}
      />
    </pattern>
  )
}
