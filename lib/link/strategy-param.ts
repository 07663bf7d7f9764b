import type { StrategyInput, TagOrder } from '../analysis/question'
import { marked } from '../oci/plain'

/** What may follow the reference in a strategy's text. */
export const STRATEGY_KEYS = [
  'name',
  'colour',
  'tags',
  'order',
  'variant',
  'pre',
  'fold',
  'take',
  'from',
] as const

export const MAX_STRATEGIES = 6
export const COLOURS = 6
export const TAG_ORDERS = ['version', 'created', 'name'] as const satisfies readonly TagOrder[]
/** `*`, or what may stand in a tag. */
const VARIANT = /^(\*|[\w.-]{1,128})$/
const GROUPS = /^\/.{1,200}\/$/

/**
 * Writes a strategy as one URL parameter: `localhost:5000/app;name=Chained;tags=0.0.*;order=created;take=-5;from=before-0123456789ab`.
 * `;` and `%` inside a value are percent-encoded; the rest stays readable.
 */
export function formatStrategy(input: StrategyInput): string {
  const parts = [encodePart(input.reference)]
  if (input.name) parts.push(`name=${encodePart(input.name)}`)
  if (input.colour !== undefined) parts.push(`colour=${input.colour}`)
  if (input.filter) parts.push(`tags=${encodePart(input.filter)}`)
  if (input.order && input.order !== 'version') parts.push(`order=${encodePart(input.order)}`)
  if (input.variant) parts.push(`variant=${encodePart(input.variant)}`)
  if (input.preReleases !== undefined) parts.push(`pre=${Number(input.preReleases)}`)
  if (input.fold === false) parts.push('fold=0')
  if (input.take) parts.push(`take=${input.take}`)
  if (input.from) parts.push(`from=${encodePart(input.from)}`)
  return parts.join(';')
}

/** Reads what `formatStrategy` wrote. Unknown keys and values out of range are left out; never throws. */
export function parseStrategy(text: string): StrategyInput {
  const [reference = '', ...pairs] = text.split(';')
  const input: { -readonly [K in keyof StrategyInput]: StrategyInput[K] } = {
    reference: marked(decode(reference)),
  }
  for (const pair of pairs) {
    const [key, ...rest] = pair.split('=')
    const value = decode(rest.join('='))
    if (value === '') continue
    if (key === 'name') input.name = marked(value)
    else if (key === 'tags') input.filter = value
    else if (key === 'from') input.from = value
    else if (key === 'colour' && /^[0-5]$/.test(value)) input.colour = Number(value)
    else if (key === 'order') input.order = orderIn(value)
    else if (key === 'variant' && VARIANT.test(value)) input.variant = value
    else if (key === 'pre' && /^[01]$/.test(value)) input.preReleases = value === '1'
    else if (key === 'fold' && value === '0') input.fold = false
    else if (key === 'take' && /^-?[1-9]\d{0,4}$/.test(value)) input.take = Number(value)
  }
  return input
}

/** Undefined for what is no order: the series then goes by its scheme. */
function orderIn(text: string): TagOrder | undefined {
  if (GROUPS.test(text)) return text as TagOrder
  return TAG_ORDERS.find((order) => order === text)
}

/** A value as a strategy's text holds it. */
export function encodePart(text: string): string {
  return text.replace(/[%;]/g, (char) => (char === ';' ? '%3B' : '%25'))
}

function decode(text: string): string {
  return text.replace(/%3B/gi, ';').replace(/%25/g, '%')
}
