import type { StrategyInput } from '../../lib/analysis/question'
import { parsePlan } from '../../lib/link/plan-param'
import { formatStrategy, MAX_STRATEGIES, parseStrategy } from '../../lib/link/strategy-param'
import { parseReference } from '../../lib/oci/reference'
import type { Args, Options } from './command'
import { UsageError } from './errors'
import { suggestion } from './nearest'

/** What may follow a reference, and how the field that it sets is called. */
const KEYS: Readonly<Record<string, keyof StrategyInput>> = {
  name: 'name',
  colour: 'colour',
  tags: 'filter',
  order: 'order',
  take: 'take',
  from: 'from',
}

export const STRATEGY_HELP = `REF is a repository, as in a link of the page: localhost:5000/app, redis, ghcr.io/a/b:1.2.3. After it may follow, between
semicolons (so quote it): name=, colour= (0 to 5), tags= (glob, or /regular expression/), order= (version, created,
name), take= (first n, or last n when negative): 'localhost:5000/app;name=Chained;tags=0.0.*;take=-5'. Options of these
names hold for every REF that does not say otherwise.`

/** Options that say how strategies are read, for all those whose REF does not. */
export const STRATEGY_OPTIONS: Options = {
  name: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: 'name of a strategy; the first for the first REF, and so on',
  },
  tags: {
    type: 'string',
    value: 'PATTERN',
    help: 'tags to take: a glob, or a regular expression between slashes',
  },
  order: { type: 'string', choices: ['version', 'created', 'name'], help: 'order of the tags (version)' },
  take: { type: 'string', value: 'N', help: 'take the first N tags, or the last with --take=-N' },
}

/**
 * The strategies that a command line names, as a link writes them.
 *
 * @throws UsageError that says which one cannot be read
 */
export function strategiesOf(args: Args): readonly string[] {
  const names = args.texts('name')
  const { positionals } = args
  if (positionals.length > MAX_STRATEGIES) {
    throw new UsageError(`at most ${MAX_STRATEGIES} strategies are compared, not ${positionals.length}`)
  }
  if (names.length > positionals.length) {
    throw new UsageError(`there are more names (${names.length}) than strategies (${positionals.length})`)
  }
  const shared = sharedOf(args)
  return positionals.map((text, index) => {
    const named = names[index] ? { name: names[index] } : {}
    return formatStrategy({ ...shared, ...strategyOf(text), ...named })
  })
}

/** What holds for every strategy that does not say otherwise. */
function sharedOf(args: Args): Partial<StrategyInput> {
  const given = (['tags', 'order', 'take'] as const).flatMap((key) => {
    const value = args.text(key)
    return value === undefined ? [] : [[key, value] as const]
  })
  const read = given.map(([key, value]) => fieldOf(key, value, `--${key} ${value}`))
  return Object.assign({}, ...read)
}

/** One REF. @throws UsageError */
function strategyOf(text: string): StrategyInput {
  const [reference = '', ...pairs] = text.split(';')
  if (/^https?:\/\//.test(reference))
    throw new UsageError(`'${text}' is an address; a link of the page goes to --link`)
  const strategy = parseStrategy(reference)
  if (!parsePlan(strategy.reference) && !parseReference(strategy.reference)) {
    throw new UsageError(`'${reference}' is not a reference such as localhost:5000/app or redis`)
  }
  const fields = pairs.map((pair) => {
    const [key = '', value = ''] = splitOnce(pair)
    if (!Object.hasOwn(KEYS, key)) {
      throw new UsageError(`'${text}' has an unknown '${key}='${suggestion(key, Object.keys(KEYS))}`)
    }
    return fieldOf(key, value, `'${pair}' of '${text}'`, true)
  })
  return Object.assign(strategy, ...fields)
}

/** @param escaped  whether the value is written as in a link, `%3B` for a semicolon */
function fieldOf(key: string, value: string, where: string, escaped = false): Partial<StrategyInput> {
  const field = KEYS[key]!
  const text = escaped ? value : value.replace(/[%;]/g, (char) => (char === ';' ? '%3B' : '%25'))
  const read = parseStrategy(`x;${key}=${text}`)
  if (read[field] === undefined) throw new UsageError(`${where} cannot be read`)
  return { [field]: read[field] }
}

function splitOnce(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=')
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
}
