import { readFileSync } from 'node:fs'
import type { CompareFacts, SeriesFacts } from '../../analysis/compare/facts'
import type { DownloadsInput } from '../../analysis/question'
import type { ImageFacts } from '../../oci/facts'
import { parseReference } from '../../oci/reference'
import { parseSnapshot } from '../../sources/snapshot'

/** Images of the bundled sample by repository, first to last release. */
export function sampleImages(repository: string): readonly ImageFacts[] {
  const { images } = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
  return images.filter(({ reference }) => parseReference(reference)?.repository === repository)
}

export function seriesOf(repository: string, images: readonly ImageFacts[]): SeriesFacts {
  return {
    input: { reference: `localhost:5000/${repository}` },
    repository: { host: 'localhost:5000', repository },
    tags: images.map((image) => ({
      tag: parseReference(image.reference)!.tag!,
      snapshot: image,
      failures: [],
    })),
    tagsFound: images.length,
    problems: [],
  }
}

export function factsOf(series: readonly SeriesFacts[]): CompareFacts {
  return {
    at: '2026-01-01T00:00:00Z',
    source: 'sample',
    engine: { version: '20.10.24', store: 'classic' },
    known: [],
    series,
  }
}

/** The articles' chained and fixed series. */
export function sampleFacts(): CompareFacts {
  const names = ['docker-layer-linked', 'docker-layer-base-linked']
  return factsOf(names.map((name) => seriesOf(name, sampleImages(name))))
}

/** The same without what one layer takes on the network: the second of the first series. */
export function lackingFacts(): CompareFacts {
  const facts = sampleFacts()
  const [first, ...rest] = facts.series
  const tags = first!.tags.map(({ snapshot, ...tag }) => ({
    ...tag,
    snapshot: snapshot && {
      ...snapshot,
      layers: snapshot.layers.map((layer, at) => (at === 1 ? { ...layer, blob: undefined } : layer)),
    },
  }))
  return { ...facts, series: [{ ...first!, tags }, ...rest] }
}

export const QUESTION: DownloadsInput = {
  strategies: [],
  basis: 'transfer',
  rule: 'classic',
  cache: 'earlier',
  source: 'sample',
  keep: 3,
  ahead: 10,
  drop: 1,
}
