export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

/** Remembers the density; the server reads it, so that a page is drawn right at once. */
export const DENSITY_COOKIE = 'strata-density'

/** A density by its name; comfortable for any other text. */
export function parseDensity(text: string | undefined): Density {
  return DENSITIES.find((density) => density === text) ?? 'comfortable'
}
