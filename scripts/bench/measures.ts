import type { CompareFacts, SeriesFacts } from '../../lib/analysis/compare/facts'
import { compareReport } from '../../lib/analysis/compare/report'
import type { CompareInput } from '../../lib/analysis/question'
import { AT, imageOf } from './fixture'
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
export async function benchMeasures(): Promise<void> {
  const [half, whole] = [factsOf(1000), factsOf(2000)]
  const measure = (facts: CompareFacts) => median(7, () => compareReport(INPUT, facts))
  compareReport(INPUT, half)
  const halfTime = await measure(half)
  const wholeTime = await measure(whole)
  const alike = allAlike(whole.series[0]!)
  const alikeTime = await measure({ ...whole, series: whole.series.map(() => alike) })
  check('measures of 2,000 tags × 40 layers × 3 strategies', wholeTime, 200, ' ms')
  check('twice the tags', wholeTime / halfTime, 2.6, '×')
  check('measures of as many tags that all name one image', alikeTime, 200, ' ms')
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
  return {
    at: AT,
    source: 'live',
    engine: { version: '20.10.24', store: 'classic' },
    series: Array.from({ length: STRATEGIES }, (_, index) => seriesOf(`bench/s${index}`, tags)),
    known: [],
  }
}

function seriesOf(repository: string, tags: number): SeriesFacts {
  const base = Array.from({ length: LAYERS - 1 }, (_, index) => `${index}`)
  return {
    input: { reference: repository },
    repository: { host: 'docker.io', repository },
    tags: Array.from({ length: tags }, (_, tag) => ({
      tag: `0.0.${tag + 1}`,
      registry: imageOf(`docker.io/${repository}:0.0.${tag + 1}`, [...base, `${LAYERS + tag}`]),
      failures: [],
    })),
    tagsFound: tags,
    problems: [],
  }
}
