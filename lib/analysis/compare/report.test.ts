import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatBytes } from '../../i18n/format'
import type { ImageFacts } from '../../oci/facts'
import { formatRepository, parseReference, parseRepository } from '../../oci/reference'
import { parseSnapshot } from '../../sources/snapshot'
import type { Cell } from '../cell'
import type { CompareInput } from '../question'
import type { CompareReport, TagCellId } from '../report'
import type { CompareFacts, SeriesFacts } from './facts'
import { type MadeLayer, madeImage } from './facts.testing'
import { compareReport } from './report'

const INPUT: CompareInput = {
  strategies: [],
  basis: 'unpacked',
  rule: 'classic',
  cache: 'earlier',
  source: 'auto',
}

function seriesOf(repository: string, images: readonly ImageFacts[]): SeriesFacts {
  return {
    input: { reference: repository },
    repository: parseRepository(repository)!,
    tags: images.map((image) => ({
      tag: parseReference(image.reference)!.tag!,
      snapshot: image,
      failures: [],
    })),
    tagsFound: images.length,
    problems: [],
  }
}

function factsOf(series: readonly SeriesFacts[], known: CompareFacts['known'] = []): CompareFacts {
  return { at: '2026-01-01T00:00:00Z', source: 'live', series, known }
}

/** The article's notation of a cell. */
function print(cell: Cell | undefined): string {
  if (!cell) return 'absent'
  if (cell.kind === 'images') {
    if (cell.images === 'none') return '-'
    if (cell.images === 'base') return cell.name ?? `${cell.layers} layers`
    return cell.first === cell.last ? cell.first : `${cell.first} ~ ${cell.last}`
  }
  if (cell.kind === 'unknown') return '—'
  return cell.unit === 'bytes' ? formatBytes(cell.value, 'unpacked') : String(cell.value)
}

function column(report: CompareReport, strategy: number, id: TagCellId): string[] {
  return report.strategies[strategy]!.tags.map((tag) => print(tag.cells[id]))
}

describe("the articles' own layer sizes", () => {
  const MB = (text: string) => Number(text.replace('MB', '')) * 1e6
  const article = JSON.parse(readFileSync('lib/analysis/compare/testdata/articles.json', 'utf8')) as {
    strategies: Record<
      string,
      { total: Row[]; cached: Row[]; uncached: Row[]; layers?: Record<string, string[]> }
    >
  }
  interface Row {
    tag: string
    layers: number
    local: string
    download: string
    cachedImages: string
  }
  const centos = { name: 'centos', unpacked: MB('231MB') }
  // docker history of 0.0.4, article 2; the article rounds each layer, so its 557MB stands for 556.6MB.
  const chainLayers = [centos, { name: 'v1', unpacked: MB('557MB') }, { name: 'v2', unpacked: MB('8.85MB') }]
    .concat({ name: 'v3', unpacked: MB('17.7MB') })
    .concat({ name: 'rm', unpacked: 0 })
  const chained = [2, 3, 4, 5].map((count, index) =>
    madeImage(`docker.io/yanione2/docker-layer-linked:0.0.${index + 1}`, chainLayers.slice(0, count)),
  )
  const fixedTops = ['557MB', '561MB', '570MB', '552MB']
  const fixed = fixedTops.map((size, index) =>
    madeImage(`docker.io/yanione2/docker-layer-base-linked:0.0.${index + 1}`, [
      centos,
      { name: `src${index}`, unpacked: MB(size) },
    ]),
  )
  const base = madeImage('docker.io/library/centos:latest', [centos])
  const report = compareReport(
    INPUT,
    factsOf(
      [
        seriesOf('yanione2/docker-layer-linked', chained),
        seriesOf('yanione2/docker-layer-base-linked', fixed),
      ],
      [{ reference: base.reference, chainId: base.layers[0]!.chainId }],
    ),
  )

  it.each([
    ['chained', 0],
    ['fixed base', 1],
  ])("give the articles' strings for %s", (name, strategy) => {
    const rows = article.strategies[name]!
    expect(column(report, strategy, 'layers')).toEqual(rows.total.map((row) => String(row.layers)))
    expect(column(report, strategy, 'local')).toEqual(rows.total.map((row) => row.local))
    // The article prints the empty layer's download as `0MB`; Docker prints nothing as `0B`.
    const downloads = rows.cached.map((row) => row.download.replace(/^0MB$/, '0B'))
    expect(column(report, strategy, 'cached:unpacked')).toEqual(downloads)
    expect(column(report, strategy, 'cached-images')).toEqual(rows.cached.map((row) => row.cachedImages))
    expect(column(report, strategy, 'uncached:unpacked')).toEqual(rows.uncached.map((row) => row.download))
  })

  it('finds the kinds and the base', () => {
    expect(report.strategies.map(({ kind }) => [kind.kind, kind.base])).toEqual([
      ['chained', 'docker-layer-linked:0.0.1'],
      ['fixed-base', 'centos'],
    ])
  })

  it('leaves transfer bytes unknown, with the reason, when no registry reported any', () => {
    expect(report.strategies[0]!.tags[0]!.cells.registry).toEqual({
      kind: 'unknown',
      unit: 'bytes',
      why: { code: 'no-registry', data: { layers: 2 } },
    })
  })
})

describe('the bundled sample', () => {
  const sample = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
  const repositories = ['docker-layer-linked', 'docker-layer-base-linked', 'docker-layer-base']
  const report = compareReport(
    INPUT,
    factsOf(
      repositories.map((name) =>
        seriesOf(
          `localhost:5000/${name}`,
          sample.images.filter((image) => {
            const reference = parseReference(image.reference)!
            return formatRepository(reference) === `localhost:5000/${name}`
          }),
        ),
      ),
      sample.images.map(({ reference, layers }) => ({ reference, chainId: layers.at(-1)!.chainId })),
    ),
  )

  it("shows the articles' total size", () => {
    expect(column(report, 0, 'layers')).toEqual(['2', '3', '4', '5'])
    expect(column(report, 1, 'layers')).toEqual(['2', '2', '2', '2'])
    expect(column(report, 2, 'layers')).toEqual(['2', '3', '3', '3'])
    // 815MB in the article, which adds up rounded layers.
    expect(column(report, 0, 'local')).toEqual(['788MB', '797MB', '814MB', '814MB'])
    expect(column(report, 1, 'local')).toEqual(['788MB', '792MB', '801MB', '783MB'])
  })

  it("shows the articles' cached downloads and images", () => {
    expect(column(report, 0, 'cached:unpacked')).toEqual(['788MB', '8.85MB', '17.7MB', '0B'])
    expect(column(report, 0, 'cached-images')).toEqual(['-', '0.0.1', '0.0.1 ~ 0.0.2', '0.0.1 ~ 0.0.3'])
    expect(column(report, 1, 'cached:unpacked')).toEqual(['788MB', '561MB', '570MB', '552MB'])
    expect(column(report, 1, 'cached-images')).toEqual(['-', 'centos', 'centos', 'centos'])
    expect(column(report, 2, 'cached-images')).toEqual(['-', '0.0.1', '0.0.1', '0.0.1'])
  })

  it("shows the articles' downloads without a cache", () => {
    expect(column(report, 0, 'uncached:unpacked')).toEqual(['788MB', '797MB', '814MB', '814MB'])
    expect(column(report, 1, 'uncached:unpacked')).toEqual(['788MB', '792MB', '801MB', '783MB'])
  })

  it('tells the three kinds apart, with their bases', () => {
    expect(report.strategies.map(({ kind }) => kind.kind)).toEqual(['chained', 'fixed-base', 'custom-base'])
    expect(report.strategies[1]!.kind.base).toBe('centos')
    expect(report.strategies[2]!.kind.base).toBe('docker-layer-base:0.0.1')
  })

  it('holds the whiteout layer as bytes in the registry and none on the host', () => {
    const top = report.layers[report.strategies[0]!.tags[3]!.image!.layers.at(-1)!]!
    expect(top).toMatchObject({ unpackedBytes: 0, transferBytes: 104 })
    expect(top.createdBy).toContain('rm -rf test.txt')
  })

  it('counts shared blobs once on the registry and in every tag for the naive sum', () => {
    const { cells } = report.strategies[0]!
    const registry = cells['registry-disk']!
    const naive = cells['naive-registry']!
    if (registry.kind === 'unknown' || naive.kind === 'unknown') throw new Error('unknown')
    const last = report.strategies[0]!.tags[3]!.cells.registry as { value: number }
    expect(registry.value).toBe(last.value)
    expect(naive.value).toBeGreaterThan(3 * registry.value)
  })

  it('writes verdicts with the figures of both bases', () => {
    const update = report.verdicts.find(({ code }) => code === 'update')!
    expect(update.data).toEqual({ from: '0.0.3', to: '0.0.4' })
    expect(update.best).toBe(0)
    expect(report.verdicts.map(({ code }) => code)).toEqual([
      'update',
      'fresh-host',
      'registry-after',
      'host-after',
    ])
    // The two best ones tie for a fresh host: no strategy takes over from another.
    expect(report.verdicts[1]).toMatchObject({ data: { tag: '0.0.4' }, tied: [1, 2] })
  })
})

describe('tags that daemon and registry see differently', () => {
  const layers: MadeLayer[] = [{ name: 'a', unpacked: 10, transfer: 5 }]
  const local = madeImage(
    'localhost:5000/app:1',
    layers.map(({ transfer: _, ...rest }) => rest),
  )
  const pushed = madeImage(
    'localhost:5000/app:1',
    layers.map(({ unpacked: _, ...rest }) => rest),
  )

  it('joins facts of the same config and knows both sizes', () => {
    const report = compareReport(INPUT, factsOf([withFacts({ daemon: local, registry: pushed })]))
    expect([column(report, 0, 'local'), column(report, 0, 'registry')]).toEqual([['10B'], ['5B']])
  })

  it('shows a moved tag with both digests and the figures of the registry', () => {
    const rebuilt = madeImage('localhost:5000/app:1', [{ name: 'b', transfer: 7 }])
    const other = { ...rebuilt, configDigest: `sha256:${'f'.repeat(64)}` as ImageFacts['configDigest'] }
    const report = compareReport(INPUT, factsOf([withFacts({ daemon: local, registry: other })]))
    const [tag] = report.strategies[0]!.tags
    expect(tag!.moved).toEqual({ daemon: local.configDigest, registry: other.configDigest })
    expect([print(tag!.cells.registry), print(tag!.cells.local)]).toEqual(['7B', '—'])
  })

  it('keeps the row of a tag that no source could read', () => {
    const report = compareReport(INPUT, factsOf([withFacts({})]))
    expect(report.strategies[0]!.tags[0]).toMatchObject({ tag: '1', cells: {} })
    expect(report.rows).toHaveLength(1)
  })

  function withFacts(facts: { daemon?: ImageFacts; registry?: ImageFacts }): SeriesFacts {
    return {
      ...seriesOf('localhost:5000/app', []),
      tags: [{ tag: '1', failures: [], ...facts }],
      tagsFound: 1,
    }
  }
})
