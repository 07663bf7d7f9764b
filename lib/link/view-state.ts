import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsNativeArrayOf,
} from 'nuqs/server'
import { type CacheSetId, parseCacheSet } from '../analysis/cache-set'
import { MEASURES } from '../analysis/measures'
import type { Measure } from '../analysis/measures/measure'
import { RULE_CHOICES } from '../analysis/pull/rules'
import type { CompareInput, SourceChoice, StrategyInput } from '../analysis/question'
import { LOCALES } from '../i18n/locales'
import { MAX_PARAM, parseAsOneOf, parseAsPlatform } from './params'
import { parseSourceChoice } from './source-choice'
import { formatStrategy, MAX_STRATEGIES, parseStrategy } from './strategy-param'

export const FACES = ['table', 'chart', 'both'] as const
export type Face = (typeof FACES)[number]

type AnyMeasure = (typeof MEASURES)[number]

export type OptionalColumn = Extract<AnyMeasure, { optional: true }>['column'] | 'created' | 'difference'

export const OPTIONAL_COLUMNS: readonly OptionalColumn[] = [
  ...MEASURES.flatMap((measure) => (measure.optional ? [measure.column] : [])),
  'created',
  'difference',
]

export type SortKey = 'version' | Extract<AnyMeasure, { sortable: true }>['id']

/** In the order of the columns, table after table. */
export const SORT_KEYS: readonly SortKey[] = [
  'version',
  ...new Set(
    (['total', 'cached', 'uncached'] as const).flatMap((card) =>
      MEASURES.flatMap((measure) => {
        const { cards }: Measure = measure
        return measure.sortable && cards.includes(card) ? [measure.id] : []
      }),
    ),
  ),
]

/** A column to sort by; `-` before it in the link sorts from the largest. */
export interface Sort {
  readonly key: SortKey
  readonly descending: boolean
}

const strategy = createParser<StrategyInput>({
  parse: (text) => (text === '' || text.length > MAX_PARAM ? null : parseStrategy(text)),
  serialize: formatStrategy,
  eq: (a, b) => formatStrategy(a) === formatStrategy(b),
})

const sort = createParser<Sort>({
  parse(text) {
    const key = SORT_KEYS.find((name) => name === text.replace(/^-/, ''))
    return key === undefined ? null : { key, descending: text.startsWith('-') }
  },
  serialize: ({ key, descending }) => (descending ? `-${key}` : key),
  eq: (a, b) => a.key === b.key && a.descending === b.descending,
})

export const parseAsSource = createParser<SourceChoice>({
  parse: (text) => (text.length > MAX_PARAM ? null : (parseSourceChoice(text) ?? null)),
  serialize: (choice) => choice,
})

const cacheSet = createParser<CacheSetId>({
  parse: (text) => (text.length > MAX_PARAM ? null : (parseCacheSet(text) ?? null)),
  serialize: (id) => id,
})

/** The whole state of the Compare page, as its link holds it. Unknown values fall back to the defaults. */
export const viewParsers = {
  s: parseAsNativeArrayOf(strategy).withDefault([]),
  basis: parseAsOneOf(['transfer', 'unpacked']).withDefault('transfer'),
  units: parseAsOneOf(['decimal', 'binary']).withDefault('decimal'),
  rule: parseAsOneOf(RULE_CHOICES).withDefault('auto'),
  cache: cacheSet.withDefault('earlier'),
  platform: parseAsPlatform,
  source: parseAsSource.withDefault('auto'),
  total: parseAsOneOf(FACES).withDefault('both'),
  cached: parseAsOneOf(FACES).withDefault('both'),
  uncached: parseAsOneOf(FACES).withDefault('both'),
  sort: sort.withDefault({ key: 'version', descending: false }),
  cols: parseAsArrayOf(parseAsOneOf(OPTIONAL_COLUMNS)).withDefault(['difference']),
  lang: parseAsOneOf(LOCALES),
  theme: parseAsOneOf(['system', 'light', 'dark']),
}

export const loadView = createLoader(viewParsers)
export type ViewState = Awaited<ReturnType<typeof loadView>>

/** The part of the state that the server answers. */
export function toCompareInput(view: ViewState): CompareInput {
  return {
    strategies: view.s.slice(0, MAX_STRATEGIES),
    basis: view.basis,
    rule: view.rule,
    cache: view.cache,
    platform: view.platform ?? undefined,
    source: view.source,
  }
}

/** Writes a question as a query string; what is the default is left out. */
const serialize = createSerializer({
  s: viewParsers.s,
  basis: viewParsers.basis,
  rule: viewParsers.rule,
  cache: viewParsers.cache,
  platform: viewParsers.platform,
  source: viewParsers.source,
})

export function compareSearch({ strategies, ...rest }: CompareInput): string {
  return serialize({ ...rest, s: [...strategies], platform: rest.platform ?? null })
}
