import { cardPicture } from '../../lib/render/svg/card'
import { madeDocument, madeHeat } from '../../lib/render/svg/documents.testing'
import { check, median } from './limit'

const LARGEST = { strategies: 6, tags: 50 }
const SCALE = 2

/** The largest cards as PNG, table and chart, from the document to the file; and what the server waits for itself. */
export async function benchPicture(): Promise<boolean> {
  // Server's modules are for a build of the server; the command has what lets them be loaded without.
  await import('../cli/register.mjs')
  const { pngOf } = await import('../../lib/server/png')
  const document = madeDocument(LARGEST)
  const matrix = { ...document, charts: [madeHeat(LARGEST)] }
  const options = { theme: 'light', show: 'both' } as const
  const start = performance.now()
  await pngOf(cardPicture(document, options), SCALE)
  const first = performance.now() - start
  const cards = [document, matrix].map((one) => cardPicture(one, options))
  const [bars = 0, heat = 0] = [
    await median(3, () => pngOf(cards[0] ?? '', SCALE)),
    await median(3, () => pngOf(cards[1] ?? '', SCALE)),
  ]
  const written = await median(5, () => cardPicture(document, options))
  const results = [
    check('PNG of a card of 6 strategies × 50 tags at 2×, the first of a server', first, 2000, ' ms'),
    check('PNG of a card of 6 strategies × 50 tags at 2×', bars + written, 2000, ' ms'),
    check('PNG of a card with 6 matrices of 50 × 50 at 2×', heat + written, 2000, ' ms'),
    check('SVG of a card of 6 strategies × 50 tags', written, 250, ' ms'),
  ]
  return results.every(Boolean)
}
