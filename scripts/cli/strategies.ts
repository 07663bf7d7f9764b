import { isStrategyPart } from '../../lib/link/link-problems'
import { parsePlan } from '../../lib/link/plan-param'
import {
  COLOURS,
  encodePart,
  MAX_STRATEGIES,
  parseStrategy,
  STRATEGY_KEYS,
  TAG_ORDERS,
} from '../../lib/link/strategy-param'
import { parseReference } from '../../lib/oci/reference'
import { UsageError } from './errors'
import { type Options, suggestion } from './options'

export const STRATEGY_HELP =
  'a repository, as in a link of the page: localhost:5000/app, redis, ghcr.io/a/b:1.2.3. After it may follow, between ' +
  `semicolons (so quote it): name=, colour= (0 to ${COLOURS - 1}), tags= (glob, or /regular expression/), ` +
  `order= (${TAG_ORDERS.join(', ')}, or a /regular expression/ whose groups are the order), variant= (alpine; * for ` +
  'all), pre=1 (pre-releases too), fold=0 (each name a row of its own), ' +
  `take= (first n, or last n when negative), from= (an opened snapshot): ` +
  "'localhost:5000/app;name=Chained;tags=0.0.*;take=-5'. Options of these names hold for every REF that does not say " +
  'otherwise.'

/**
 * The strategies that a command line names, as a link has them.
 *
 * @throws UsageError that says which one cannot be read
 */
export function strategiesOf(
  refs: readonly string[],
  { name: names = [], tags, order, take }: Options,
): readonly string[] {
  if (refs.length > MAX_STRATEGIES)
    throw new UsageError(`at most ${MAX_STRATEGIES} strategies are compared, not ${refs.length}`)
  if (names.length > refs.length)
    throw new UsageError(`there are more names (${names.length}) than strategies (${refs.length})`)
  const shared = Object.entries({ tags, order, take }).flatMap(([key, value]) => {
    if (value === undefined) return []
    const part = `${key}=${encodePart(value)}`
    if (!isStrategyPart(part)) throw new UsageError(`--${key} ${value} cannot be read`)
    return part
  })
  return refs.map((text, index) => {
    const [reference = '', ...own] = text.split(';')
    needReference(reference, text)
    for (const part of own) needPart(part, text)
    const named = names[index] ? [`name=${encodePart(names[index])}`] : []
    // What comes later goes before what holds for all.
    const parts = new Map([...shared, ...own, ...named].map((part) => [keyOf(part), part]))
    return [reference, ...parts.values()].join(';')
  })
}

function needReference(text: string, strategy: string): void {
  if (/^https?:\/\//.test(text))
    throw new UsageError(`'${strategy}' is an address; a link of the page goes to --link`)
  const { reference } = parseStrategy(text)
  if (!parsePlan(reference) && !parseReference(reference))
    throw new UsageError(`'${text}' is not a reference such as localhost:5000/app or redis`)
}

function needPart(part: string, strategy: string): void {
  const key = keyOf(part)
  if (!STRATEGY_KEYS.some((known) => known === key))
    throw new UsageError(`'${strategy}' has an unknown '${key}='${suggestion(key, STRATEGY_KEYS)}`)
  if (!isStrategyPart(part)) throw new UsageError(`'${part}' of '${strategy}' cannot be read`)
}

function keyOf(part: string): string {
  return part.split('=', 1)[0] ?? ''
}
