import { cardPicture } from '../../lib/render/svg/card'
import { madeDocument, madeHeat } from '../../lib/render/svg/documents.testing'
import { check, median, timed } from './limit'

const LARGEST = { strategies: 6, tags: 50 }
const SCALE = 2

/** The largest cards as PNG, table and chart, from the document to the file; and what the server waits for itself. */
export async function benchPicture(): Promise<void> {
  // The server's modules load without a build of the server.
  await import('./server-only.mjs')
  const { pngOf: draw } = await import('../../lib/server/png')
  const { signal } = new AbortController()
  const pngOf = (svg: string, scale: number) => draw(() => svg, scale, signal)
  const options = { theme: 'light', show: 'both' } as const
  const document = madeDocument(LARGEST)
  const first = await timed(() => pngOf(cardPicture(document, options), SCALE))
  const bars = cardPicture(document, options)
  const heat = cardPicture({ ...document, charts: [madeHeat(LARGEST)] }, options)
  const barsTime = await median(3, () => pngOf(bars, SCALE))
  const heatTime = await median(3, () => pngOf(heat, SCALE))
  const written = await median(5, () => cardPicture(document, options))
  check('PNG of a card of 6 strategies × 50 tags at 2×, the first of a server', first, 2000, ' ms')
  check('PNG of a card of 6 strategies × 50 tags at 2×', barsTime + written, 2000, ' ms')
  check('PNG of a card with 6 matrices of 50 × 50 at 2×', heatTime + written, 2000, ' ms')
  check('SVG of a card of 6 strategies × 50 tags', written, 250, ' ms')
}
