import { describe, expect, it } from 'vitest'
import { numberCell } from '../../analysis/cell'
import { madeImage } from '../../analysis/compare/facts.testing'
import { compareReport } from '../../analysis/compare/report'
import type { RuleId } from '../../analysis/pull/rules'
import type { Digest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import { bytesOf, cellIdOf, countedLayers } from './counted-layers'

const LAYERS = { a: 100, b: 20, c: 3, d: 101 }
type Letter = keyof typeof LAYERS

const imageOf = (tag: string, letters: string): ImageFacts =>
  madeImage(
    `localhost/x:${tag}`,
    [...letters].map((name) => ({
      name,
      transfer: LAYERS[name as Letter],
      unpacked: LAYERS[name as Letter] * 3,
    })),
  )

function reportOf(rule: RuleId, ...images: ImageFacts[]) {
  const repository = { host: 'localhost', repository: 'x' }
  const tags = images.map((registry, at) => ({ tag: `${at + 1}`, registry, failures: [] }))
  return compareReport(
    { strategies: [], basis: 'transfer', rule, cache: 'earlier', source: 'auto' },
    {
      at: '2026-01-01T00:00:00Z',
      source: 'live',
      series: [{ input: { reference: 'x' }, repository, tags, tagsFound: tags.length, problems: [] }],
      known: [],
    },
  )
}

describe('the layers that a card counts', () => {
  it.each(['classic', 'containerd', 'prefix-only', 'containers-storage', 'zstd-chunked'] as const)(
    'add up to its cell of every tag, repeats and parts among them: %s',
    (rule) => {
      const table = {
        digest: 'sha256:1' as unknown as Digest,
        at: 90,
        bytes: 5,
        unpackedBytes: 9,
        tarSplitBytes: 0,
      }
      const files = (content: string) => [
        { content: 'same', bytes: 60, gap: 0 },
        { content, bytes: 7, gap: 3 },
      ]
      const chunked = (image: ImageFacts, content: string): ImageFacts => ({
        ...image,
        layers: image.layers.map((layer, at) =>
          at === 0 && layer.blob
            ? { ...layer, blob: { ...layer.blob, chunked: table, files: files(content) } }
            : layer,
        ),
      })
      const report = reportOf(
        rule,
        chunked(imageOf('1', 'ab'), 'one'),
        imageOf('2', 'cbcc'),
        chunked(imageOf('3', 'dcb'), 'two'),
      )
      const { tags } = report.strategies[0]!
      // Of the last tag's lowest layer the second file, the table, and the heads of nothing: 7 and 5 bytes.
      const parts = rule === 'zstd-chunked' ? [12, null, null] : undefined
      expect(tags[2]?.image?.fetchedBytes).toEqual(parts)
      for (const tag of tags) {
        for (const card of ['total', 'cached', 'uncached'] as const) {
          for (const basis of ['transfer', 'unpacked'] as const) {
            const counted = countedLayers(report, tag, card, basis)
            const sum = counted.reduce(
              (bytes, { layer, reused }) => bytes + (reused ? 0 : bytesOf(layer, basis)!),
              0,
            )
            const cell = numberCell(tag.cells[cellIdOf(card, basis)])
            expect([tag.tag, card, basis, sum]).toEqual([
              tag.tag,
              card,
              basis,
              cell && 'value' in cell && cell.value,
            ])
          }
        }
      }
    },
  )
})
