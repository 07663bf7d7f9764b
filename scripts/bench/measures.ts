import type { CompareFacts, SeriesFacts } from '../../lib/analysis/compare/facts'
import { compareReport } from '../../lib/analysis/compare/report'
import type { CompareInput } from '../../lib/analysis/question'
import type { TransferBytes, UnpackedBytes } from '../../lib/oci/bytes'
import { chainIds } from '../../lib/oci/chain'
import type { BlobDigest, ConfigDigest, DiffId } from '../../lib/oci/digest'
import type { ImageFacts } from '../../lib/oci/facts'
import { sha256 } from './fixture'
import { check, median } from './limit'

const LAYERS = 40
const STRATEGIES = 3
const INPUT: CompareInput = {
  strategies: [],
  basis: 'transfer',
  rule: 'auto',
  cache: 'earlier',
  source: 'auto',
}

/** Measures of 2,000 tags × 40 layers × 3 strategies, and whether the time grows with the tags alone. */
export async function benchMeasures(): Promise<boolean> {
  const [half, whole] = [factsOf(1000), factsOf(2000)]
  compareReport(INPUT, half)
  const halfTime = await median(7, () => compareReport(INPUT, half))
  const wholeTime = await median(7, () => compareReport(INPUT, whole))
  const [first] = whole.series
  const alike = first ? [first, first, first].map(allAlike) : []
  const alikeTime = await median(7, () => compareReport(INPUT, { ...whole, series: alike }))
  return [
    check('measures of 2,000 tags × 40 layers × 3 strategies', wholeTime, 200, ' ms'),
    check('twice the tags', wholeTime / halfTime, 2.6, '×'),
    check('measures of as many tags that all name one image', alikeTime, 200, ' ms'),
  ].every(Boolean)
}

/** A series that was tagged again at each release, though nothing had changed. */
function allAlike(series: SeriesFacts): SeriesFacts {
  const registry = series.tags[0]?.registry
  return {
    ...series,
    tags: series.tags.map((tag) => ({
      ...tag,
      registry: registry && { ...registry, reference: tag.registry?.reference ?? '' },
    })),
  }
}

function factsOf(tags: number): CompareFacts {
  const series = Array.from({ length: STRATEGIES }, (_, index) => seriesOf(`bench/s${index}`, tags))
  return {
    at: '2026-01-01T00:00:00Z',
    source: 'live',
    engine: { version: '20.10.24', store: 'classic' },
    series,
    known: [],
  }
}

function seriesOf(repository: string, tags: number): SeriesFacts {
  const made = Array.from({ length: tags }, (_, tag) => {
    const own = Array.from({ length: LAYERS }, (_, index) => (index < LAYERS - 1 ? index : LAYERS + tag))
    return {
      tag: `0.0.${tag + 1}`,
      registry: imageOf(`docker.io/${repository}:0.0.${tag + 1}`, own),
      failures: [],
    }
  })
  return {
    input: { reference: repository },
    repository: { host: 'docker.io', repository },
    tags: made,
    tagsFound: tags,
    problems: [],
  }
}

function imageOf(reference: string, own: readonly number[]): ImageFacts {
  const diffIds = own.map((index) => sha256(`${index}`) as DiffId)
  const chain = chainIds(diffIds)
  return {
    reference,
    origins: [{ kind: 'registry', name: 'bench', at: '2026-01-01T00:00:00Z' }],
    configDigest: sha256(reference) as ConfigDigest,
    repoDigests: [],
    layers: own.map((index, depth) => ({
      diffId: diffIds[depth]!,
      chainId: chain[depth]!,
      blob: {
        digest: sha256(`blob ${index}`) as BlobDigest,
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        transferBytes: (1000 + index) as TransferBytes,
      },
      unpacked: { bytes: (3000 + index) as UnpackedBytes, exactness: 'measured', ruler: 'file content' },
    })),
    history: own.map((index, layer) => ({ createdBy: `COPY ${index} .`, layer })),
    stepsFrom: 'config',
  }
}
