import { createSerializer, type inferParserType, parseAsArrayOf, parseAsNativeArrayOf } from 'nuqs/server'
import { parseCacheSet } from '../analysis/cache-set'
import { MEASURES } from '../analysis/measures'
import { chartsOf } from '../analysis/measures/charts'
import type { Measure } from '../analysis/measures/measure'
import { PROFILE_CHOICES, ruleAsked } from '../analysis/pull/profiles'
import { RULE_CHOICES } from '../analysis/pull/rules'
import { type CompareInput, SAMPLES } from '../analysis/question'
import { LOCALES } from '../i18n/locales'
import { parseAs, parseAsCount, parseAsNumberWithin, parseAsOneOf, parseAsPlatform } from './params'
import { parseSourceChoice } from './source-choice'
import { formatStrategy, MAX_STRATEGIES, parseStrategy } from './strategy-param'

export const BASES = ['transfer', 'unpacked'] as const
export const UNITS = ['decimal', 'binary'] as const

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const FACES = ['table', 'chart', 'both'] as const
export type Face = (typeof FACES)[number]

/** Strategies side by side at each tag, or a lane each, in which ribbons join what neighbours share. */
export const BAR_LAYOUTS = ['side', 'ribbons'] as const
export type BarLayout = (typeof BAR_LAYOUTS)[number]

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

export const parseAsStrategy = parseAs({
  read: parseStrategy,
  write: formatStrategy,
  eq: (a, b) => formatStrategy(a) === formatStrategy(b),
  least: 1,
})

/** As many strategies as a page shows; the parser of one stays on it. */
const strategies = Object.assign(parseAsNativeArrayOf(parseAsStrategy), {
  item: parseAsStrategy,
  most: MAX_STRATEGIES,
})

const sort = parseAs<Sort>({
  read(text) {
    const key = SORT_KEYS.find((name) => name === text.replace(/^-/, ''))
    return key && { key, descending: text.startsWith('-') }
  },
  write: ({ key, descending }) => (descending ? `-${key}` : key),
  eq: (a, b) => a.key === b.key && a.descending === b.descending,
})

const choice = parseAs({
  read: parseSourceChoice,
  expected: `expected auto, ${SAMPLES.join(', ')}, archive:name or snapshot:name`,
})

const cacheSet = parseAs({
  read: parseCacheSet,
  expected: 'expected earlier, previous, previous:2, base, none, daemon or tags:a,b',
})

const fleet = {
  hosts: parseAsCount(1_000_000_000, 1),
  empty: parseAsNumberWithin(0, 100),
  month: parseAsNumberWithin(0.01, 100_000),
}

/** What a chart of a card can be of: its bars of layers, where it has some, or a figure along tags. */
export const FIGURES = {
  total: ['bars', ...chartsOf('total')],
  cached: ['bars', ...chartsOf('cached')],
  uncached: chartsOf('uncached'),
} as const
export type FigureId = (typeof FIGURES)['total' | 'cached' | 'uncached'][number]

export const CHART_SCALES = ['linear', 'log'] as const

/** Labels of the first and the last row of charts that are zoomed in; no label has a `~`. */
export interface Zoom {
  readonly from: string
  readonly to: string
}

const zoom = parseAs<Zoom>({
  read(text) {
    const [from = '', to = '', ...rest] = text.split('~')
    return from !== '' && to !== '' && rest.length === 0 ? { from, to } : null
  },
  write: ({ from, to }) => `${from}~${to}`,
  eq: (a, b) => a.from === b.from && a.to === b.to,
})

/** The whole state of the Compare page, as its link holds it. Unknown values fall back to the defaults. */
export const viewParsers = {
  s: strategies.withDefault([]),
  basis: parseAsOneOf(BASES).withDefault('transfer'),
  units: parseAsOneOf(UNITS).withDefault('decimal'),
  /** The kind of host that pulls, and the store's rule where it is another than that kind follows. */
  profile: parseAsOneOf(PROFILE_CHOICES).withDefault('auto'),
  rule: parseAsOneOf(RULE_CHOICES).withDefault('auto'),
  cache: cacheSet.withDefault('earlier'),
  platform: parseAsPlatform,
  source: choice.withDefault('auto'),
  total: parseAsOneOf(FACES).withDefault('both'),
  cached: parseAsOneOf(FACES).withDefault('both'),
  uncached: parseAsOneOf(FACES).withDefault('both'),
  /** What the chart of each card is of. */
  tfig: parseAsOneOf(FIGURES.total).withDefault('bars'),
  cfig: parseAsOneOf(FIGURES.cached).withDefault('bars'),
  ufig: parseAsOneOf(FIGURES.uncached).withDefault('first'),
  /** The tags that charts show, the strategy that they show alone, by its position, and their scale. */
  zoom,
  only: parseAsCount(MAX_STRATEGIES - 1),
  scale: parseAsOneOf(CHART_SCALES).withDefault('linear'),
  sort: sort.withDefault({ key: 'version', descending: false }),
  cols: parseAsArrayOf(parseAsOneOf(OPTIONAL_COLUMNS)).withDefault(['difference']),
  /** The fleet that follows the releases: hosts, per cent of them that start empty, releases a month. */
  hosts: fleet.hosts.withDefault(100),
  empty: fleet.empty.withDefault(10),
  month: fleet.month.withDefault(4),
  /** Null: ribbons while there are few tags. */
  bars: parseAsOneOf(BAR_LAYOUTS),
  lang: parseAsOneOf(LOCALES),
  theme: parseAsOneOf(THEMES),
}

export type ViewState = inferParserType<typeof viewParsers>

/** The part of the state that is about charts. */
export type ChartState = Pick<ViewState, 'tfig' | 'cfig' | 'ufig' | 'zoom' | 'only' | 'scale'>

/** A figure of the fleet that a page asks for. */
export type AnswerField = keyof typeof fleet

/** Whether a figure cannot stand in the link as it is. */
export function answerProblem(field: AnswerField, value: number | null): boolean {
  return value === null || fleet[field].refusal(String(value)) !== undefined
}

const { s, basis, profile, rule, cache, platform, source } = viewParsers
/** The part of the state that the server answers. */
export const questionParsers = { s, basis, profile, rule, cache, platform, source }
export type QuestionState = Pick<ViewState, keyof typeof questionParsers>

/** The question of a state. */
export function toCompareInput(state: QuestionState): CompareInput {
  return {
    strategies: state.s.slice(0, MAX_STRATEGIES),
    basis: state.basis,
    rule: ruleAsked(state),
    cache: state.cache,
    platform: state.platform ?? undefined,
    source: state.source,
  }
}

const serialize = createSerializer(questionParsers)

/** Writes a question as a query string; what is the default is left out. */
export function compareSearch({ strategies, ...rest }: CompareInput): string {
  return serialize({ ...rest, s: [...strategies] })
}
