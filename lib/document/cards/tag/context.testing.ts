import { expect } from 'vitest'
import { exact } from '../../../analysis/cell'
import type { ChainReport } from '../../../analysis/chain-report'
import { compareReport } from '../../../analysis/compare/report'
import type { PlaceReport } from '../../../analysis/place-report'
import type { ImageReport } from '../../../analysis/report'
import type { ImageFacts } from '../../../oci/facts'
import type { CardDocument, CardTable } from '../../document'
import { wordsOf } from '../../words/words'
import type { PlacedContext } from '../card'
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

/** The same with its place: the last of four releases, the ones before it below it in its chain. */
export function placedOf(context: TagContext = contextOf(), more: Partial<PlaceReport> = {}): PlacedContext {
  const growth = { transfer: exact(104, 'bytes'), unpacked: exact(0, 'bytes') }
  const tags = sampleImages(NAME).map(({ reference, layers }, at) => ({
    tag: reference.slice(-5),
    ends: at < 3 ? layers.length : undefined,
    files: FILES,
  }))
  const previous = sampleImages(NAME)[2]!.reference
  return { ...context, place: { tags, at: 3, previous, growth, files: FILES, ...more } }
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
