/** Lines or dots over a ground, as a tile that repeats. */
export interface Hatch {
  /** Width and height of one tile. */
  readonly size: number
  readonly d: string
  /** Width of the line along `d`; absent where `d` is filled. */
  readonly line?: number | undefined
  /** Degrees by which the tiles are turned. */
  readonly turn?: number | undefined
}

/**
 * Everything in the product that is hatched, on pages, in exports and in previews, and the one thing that each hatching
 * means. What is hidden is pale, unpacking is an outline, and a rollback has a bar at its side: they are not hatched.
 */
export const HATCHES = {
  /** Slanting lines on a sunken ground: on the host already, and not downloaded. */
  reused: { size: 6, d: 'M0 0V6', line: 4, turn: 45 },
  /** Crossed lines: not known. */
  unknown: { size: 6, d: 'M0 0L6 6M6 0L0 6', line: 0.8 },
  /** Level lines, or dots, in a layer's colour: another layer than the plain one of that colour. */
  lined: { size: 5, d: 'M0 2.5H5', line: 1.2 },
  dotted: { size: 5, d: 'M1.6 1.6h1.8v1.8h-1.8Z' },
} as const satisfies Record<string, Hatch>

/** What is drawn over a layer's hue, by the face of its mark: see `markOf`. */
export const FACE_HATCHES: readonly (Hatch | undefined)[] = [undefined, HATCHES.lined, HATCHES.dotted]

/** White or black over each hue of the layers, whichever is seen on it in both themes. */
export const HUE_INKS = ['black', 'white', 'black', 'white', 'black', 'white', 'black', 'black'] as const

export const HATCH_STRENGTH = 0.7
