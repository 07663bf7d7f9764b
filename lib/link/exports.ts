import { compactSearch } from './link'
import type { ExportPage } from './pages'
import type { Face } from './view-state'

/** Colours of a picture. */
export const PICTURE_THEMES = ['light', 'dark'] as const

/** How many pixels a PNG may have per pixel of the page, to choose from; the last is the most. */
export const PICTURE_SCALES = ['1', '2', '3'] as const
export const MAX_DPR = PICTURE_SCALES.length

/** Pixels of a picture: as large as what it shows, or a frame that it fills, as those of links and slides. */
export const PICTURE_SIZES = ['natural', '1200x630', '1920x1080'] as const
export type PictureSize = (typeof PICTURE_SIZES)[number]

/** What an export has beside the page's own link. */
export interface ExportOptions {
  /** The page's tables, one after the other, when absent; its first card in a picture. */
  readonly card?: string | undefined
  /** Which faces a picture has; the chart when absent, if there is one. */
  readonly show?: Face | undefined
  readonly theme?: (typeof PICTURE_THEMES)[number] | undefined
  readonly size?: PictureSize | undefined
  /** Pixels of a PNG per pixel of the picture, 1 to `MAX_DPR`; when absent 2, or 1 of a size that is asked for. */
  readonly dpr?: number | undefined
  readonly lang?: string | undefined
}

/** Address of an export. @param format  its ending @param search  the page's own query string: its link */
export function exportHref(
  page: ExportPage,
  format: string,
  search: string,
  options: ExportOptions = {},
): string {
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) params.set(name, String(value))
  }
  return `/api/${page}.${format}${params.size > 0 ? `?${compactSearch(params)}` : ''}`
}
