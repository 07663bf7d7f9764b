import type { ParserMap } from 'nuqs/server'
import { isPlannable, planProblems } from '../analysis/planner/problems'
import { parseReference } from '../oci/reference'
import { PACKED_PARAM } from './link'
import { type PageKey, parsersOf } from './pages'
import { MAX_PARAM } from './params'
import { isPlan, parsePlan } from './plan-param'
import { MAX_STRATEGIES, parseStrategy } from './strategy-param'

/** The parameter that says which others were left out of a link, comma separated. */
export const CUT_PARAM = 'cut'
/** In `cut`, means names that no page knows. */
export const CUT_OTHERS = 'others'

/** One part of a link that could not be understood. Texts are the link's own, shortened: hostile. */
export type LinkProblem =
  /** The packed link is damaged: nothing of it is known. */
  | { readonly code: 'packed' }
  /** A parameter that the page does not know; it is left alone. */
  | { readonly code: 'unknown'; readonly name: string }
  /** Further parameters that the page does not know. */
  | { readonly code: 'others' }
  | { readonly code: 'too-long'; readonly name: string }
  /** `shown` takes its place; empty when nothing does. */
  | { readonly code: 'bad-value'; readonly name: string; readonly text: string; readonly shown: string }
  /** Given more than once, where once is all there is. */
  | { readonly code: 'repeated'; readonly name: string; readonly text: string }
  | { readonly code: 'too-many'; readonly given: number; readonly shown: number }
  /** A strategy whose repository cannot be read. */
  | { readonly code: 'bad-strategy'; readonly text: string }
  /** A part of a strategy, left out. */
  | { readonly code: 'bad-part'; readonly text: string; readonly strategy: string }

const MOST_SHOWN = 60

/** Text of a link that is safe within a sentence: short, and without characters that change its direction. */
export function shortened(text: string): string {
  const plain = text.slice(0, MOST_SHOWN + 1).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '·')
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN - 1)}…` : plain
}

/**
 * What of a page's link the page cannot show as it is written; the page itself shows the nearest that it can.
 * In the order of the page's parameters, unknown ones last. Never throws.
 */
export function linkProblems(page: PageKey, search: URLSearchParams): readonly LinkProblem[] {
  const parsers = parsersOf(page)
  const cut = (search.get(CUT_PARAM) ?? '').split(',')
  const known = Object.entries(parsers).flatMap(([name, parser]) => {
    const given = search.getAll(name)
    const found = parser.type === 'multi' ? strategyProblems(given) : valueProblems(name, parser, given)
    return cut.includes(name) ? [{ code: 'too-long', name } as const, ...found] : found
  })
  // `tour=1` asks for the tour, whatever the page shows.
  const own = new Set([...Object.keys(parsers), CUT_PARAM, PACKED_PARAM, 'tour'])
  const unknown = [...new Set(search.keys())].filter((name) => !own.has(name))
  return [
    ...(search.has(PACKED_PARAM) || cut.includes(PACKED_PARAM) ? [{ code: 'packed' } as const] : []),
    ...known,
    ...unknown.map((name) => ({ code: 'unknown', name: shortened(name) }) as const),
    ...(cut.includes(CUT_OTHERS) ? [{ code: 'others' } as const] : []),
  ]
}

function valueProblems(
  name: string,
  parser: Exclude<ParserMap[string], { type: 'multi' }>,
  given: readonly string[],
): readonly LinkProblem[] {
  const [text] = given
  if (text === undefined) return []
  if (text.length > MAX_PARAM) return [{ code: 'too-long', name }]
  const again: readonly LinkProblem[] =
    given.length > 1 ? [{ code: 'repeated', name, text: shortened(text) }] : []
  const value: unknown = parser.parse(text)
  const shown = value ?? parser.defaultValue ?? null
  const shownText = shown === null ? '' : parser.serialize(shown)
  const same = value !== null && (shownText === text || Number(text) === value)
  if (same) return again
  return [{ code: 'bad-value', name, text: shortened(text), shown: shortened(shownText) }, ...again]
}

function strategyProblems(given: readonly string[]): readonly LinkProblem[] {
  const meant = given.filter((text) => text !== '')
  const long = meant.some((text) => text.length > MAX_PARAM)
  const fitting = meant.filter((text) => text.length <= MAX_PARAM)
  return [
    ...(long ? [{ code: 'too-long', name: 's' } as const] : []),
    ...(fitting.length > MAX_STRATEGIES
      ? [{ code: 'too-many', given: fitting.length, shown: MAX_STRATEGIES } as const]
      : []),
    ...fitting.slice(0, MAX_STRATEGIES).flatMap(partProblems),
  ]
}

function partProblems(text: string): readonly LinkProblem[] {
  const { reference } = parseStrategy(text)
  if (!isReadable(reference)) return [{ code: 'bad-strategy', text: shortened(reference || text) }]
  return text
    .split(';')
    .slice(1)
    .filter((part) => part !== '' && !isStrategyPart(part))
    .map((part) => ({ code: 'bad-part', text: shortened(part), strategy: shortened(reference) }))
}

/** Whether this is a part of a strategy's text, behind its reference. */
export function isStrategyPart(part: string): boolean {
  const { reference: _, ...rest } = parseStrategy(`a;${part}`)
  return Object.values(rest).some((value) => value !== undefined)
}

function isReadable(reference: string): boolean {
  if (!isPlan(reference)) return parseReference(reference.trim()) !== undefined
  const plan = parsePlan(reference)
  return plan !== undefined && isPlannable(planProblems(plan))
}

/** Up to this length a page reads its link as it is, whatever it says. */
const ALWAYS_READ_LENGTH = 4000

/**
 * A link that is too long, without what no page can use: values that are too long, unknown parameters,
 * strategies beyond the last one shown. `cut` lists them.
 *
 * @param search  without a question mark
 * @returns       undefined for a link that may stay
 */
export function cutLink(page: PageKey, search: string): URLSearchParams | undefined {
  if (search.length <= ALWAYS_READ_LENGTH) return undefined
  const parsers = parsersOf(page)
  const kept = new URLSearchParams()
  const cut = new Set<string>()
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === CUT_PARAM) continue
    const known = Object.hasOwn(parsers, name)
    const room = kept.getAll(name).length < (known && parsers[name]?.type === 'multi' ? MAX_STRATEGIES : 1)
    if (known && room && value.length <= MAX_PARAM) kept.append(name, value)
    else cut.add(known || name === PACKED_PARAM ? name : CUT_OTHERS)
  }
  if (cut.size === 0) return undefined
  kept.set(CUT_PARAM, [...cut].join(','))
  return kept
}
