import { expect, it } from 'vitest'
import { compareReport } from '../../analysis/compare/report'
import type { ImageFacts } from '../../oci/facts'
import { documentOf } from '../cards/card'
import { factsOf, QUESTION, seriesOf } from '../cards/sample-facts.testing'
import { column, contextOf, last, reportOf, words } from '../cards/tag/context.testing'
import { layersCard } from '../cards/tag/layers'
import type { CardTable } from '../document'
import { chainDocument } from './chain-document'

/** Steps paired by inference: one layer may have another's bytes, the others are certain. */
const inferred: ImageFacts = {
  ...last,
  stepsFrom: 'inferred',
  layers: last.layers.map((layer, at) => ({
    ...layer,
    unpacked: layer.unpacked && { ...layer.unpacked, exactness: at === 1 ? 'estimated' : 'measured' },
  })),
}
const local = { kind: 'daemon', name: 'engine', at: '2026-01-01T00:00:00Z' } as const
const bare = last.layers.map(({ diffId, chainId }) => ({ diffId, chainId }))

const cellsOf = (table: CardTable | undefined, id: string) =>
  column(table, id).map((value) => [value?.cell, value?.why] as const)

it.each<[string, ImageFacts]>([
  ['measured', last],
  ['inferred', inferred],
  ['that no step could be paired with', { ...last, origins: [local], layers: bare, stepsFrom: 'unpaired' }],
  ['not unpacked', { ...last, origins: [local], layers: bare, store: 'containerd' }],
])('gives layers %s the cells that the page of the tag has', (_, image) => {
  const { tag } = reportOf(image)
  const report = compareReport(QUESTION, factsOf([seriesOf('docker-layer-linked', [image])]))
  const chain = chainDocument(report, tag.reference, '', { words, units: 'decimal' })
  const page = documentOf(layersCard, { ...contextOf(image), shared: { layers: [] } })!
  for (const id of ['transfer', 'unpacked']) {
    expect(cellsOf(chain?.tables[0], id)).toEqual(cellsOf(page.tables[0], id).toReversed())
  }
  const exactness = cellsOf(page.tables[0], 'unpacked').map(([cell]) => cell?.kind)
  if (image === inferred) expect(exactness).toEqual(['exact', 'exact', 'exact', 'estimate', 'exact'])
})
