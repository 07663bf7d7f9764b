/** A figure that is known, or not because pulls lack theirs. Never 0 for what is not known. */
export type Figure =
  | { readonly kind: 'known'; readonly value: number }
  /** `lacking`: distinct pulls (a release from one origin) whose bytes are unknown. */
  | { readonly kind: 'unknown'; readonly lacking: number }

export const known = (value: number): Figure => ({ kind: 'known', value })

/** The value, or unknown as soon as a pull lacks its bytes. */
export const knownUnless = (lacking: number, value: number): Figure =>
  lacking > 0 ? { kind: 'unknown', lacking } : known(value)

/** The same figure in another unit. */
export const mapFigure = (figure: Figure, change: (value: number) => number): Figure =>
  figure.kind === 'known' ? known(change(figure.value)) : figure
