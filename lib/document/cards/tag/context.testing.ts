import { expect } from 'vitest'
import type { ChainReport } from '../../../analysis/chain-report'
import { compareReport } from '../../../analysis/compare/report'
import type { ImageReport } from '../../../analysis/report'
import type { ImageFacts } from '../../../oci/facts'
import type { CardDocument, CardTable } from '../../document'
import { wordsOf } from '../../words/words'
import { factsOf, QUESTION, sampleImages, seriesOf } from '../sample-facts.testing'
import type { TagContext } from './context'

export const words = wordsOf('en')
export const NAME = 'docker-layer-linked'
export const FILES = { known: 0, layers: 5, readable: false, small: false }

export function reportOf(image: ImageFacts): ImageReport {
  const facts = factsOf([seriesOf(NAME, [image])])
  const { strategies, layers } = compareReport(QUESTION, facts)
  return { tag: strategies[0]!.tags[0]!, layers, history: image.history }
}

export const last = sampleImages(NAME).at(-1)!

export function contextOf(image: ImageFacts = last, more: Partial<ChainReport> = {}): TagContext {
  const report = reportOf(image)
  const layers = image.layers.map(({ diffId, chainId }) => ({ diffId, chainId, repeats: [] }))
  const chain = { layers, parents: [], files: FILES, problems: [], ...more }
  return { report, chain, units: 'decimal', words, source: 'source' }
}

export const linesOf = (table: CardTable | undefined) =>
  (table?.rows ?? []).map((row) => row.map(({ values }) => values.map(({ text }) => text).join(' / ')))

export const column = (table: CardTable | undefined, id: string) => {
  const place = table?.columns.findIndex((one) => one.id === id) ?? -1
  return (table?.rows ?? []).map((row) => row[place]?.values[0])
}

export function expectWhole({ tables }: CardDocument): void {
  for (const { columns, rows } of tables) {
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toHaveLength(columns.length)
  }
}
