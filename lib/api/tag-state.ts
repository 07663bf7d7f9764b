import {
  createLoader,
  createSerializer,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { parseAsSource } from './view-state'

export const TAG_TABS = ['layers', 'files', 'waste', 'compare'] as const
export type TagTab = (typeof TAG_TABS)[number]

/** How the height of a band follows from its bytes: as they are, by their logarithm, all alike. */
export const SCALES = ['linear', 'log', 'equal'] as const
export type Scale = (typeof SCALES)[number]

/** The whole state of a tag's page, as its link holds it. Unknown values fall back to the defaults. */
export const tagParsers = {
  ref: parseAsString.withDefault(''),
  platform: parseAsString,
  source: parseAsSource.withDefault('auto'),
  lang: parseAsStringLiteral(['en', 'ko'] as const),
  theme: parseAsStringLiteral(['system', 'light', 'dark'] as const),
  units: parseAsStringLiteral(['decimal', 'binary'] as const).withDefault('decimal'),
  tab: parseAsStringLiteral(TAG_TABS).withDefault('layers'),
  /** Position in the chain, base 0; the topmost layer when absent. */
  layer: parseAsInteger,
  scale: parseAsStringLiteral(SCALES).withDefault('log'),
  view: parseAsStringLiteral(['layer', 'union'] as const).withDefault('union'),
  list: parseAsStringLiteral(['tree', 'flat'] as const).withDefault('tree'),
  sort: parseAsStringLiteral(['size', 'name'] as const).withDefault('size'),
  q: parseAsString.withDefault(''),
  hidden: parseAsBoolean.withDefault(false),
  /** The second tag of a comparison: a reference. */
  with: parseAsString.withDefault(''),
}

export const loadTagState = createLoader(tagParsers)
export type TagState = Awaited<ReturnType<typeof loadTagState>>

const serialize = createSerializer(tagParsers)

/** The link of a tag's page. */
export function tagLink(state: Partial<TagState>): string {
  return `/tag${serialize(state)}`
}
