import picomatch from 'picomatch'
import { coerce, compare, parse, type SemVer } from 'semver'
import type { StrategyInput, TagOrder } from '../question'

/** What is needed of a tag to filter and order it. */
export interface Selectable {
  readonly tag: string
  /** ISO time; tags without one come first when ordered by it. */
  readonly created?: string | undefined
}

export type Filter =
  | { readonly ok: true; readonly matches: (tag: string) => boolean }
  | { readonly ok: false; readonly detail: string }

const MAX_FILTER = 200

/**
 * Reads a tag filter: a glob (`0.0.*`, `{1,2}.*`, `!*-rc*`) or, between slashes, a regular expression (`/^v1/`).
 * Tags hold no slash, so a glob's `*` matches anything. Nested quantifiers are refused: a filter comes from
 * a link and must not hang the server.
 */
export function parseFilter(text: string | undefined): Filter {
  if (text === undefined || text.trim() === '') return { ok: true, matches: () => true }
  if (text.length > MAX_FILTER) return { ok: false, detail: `longer than ${MAX_FILTER} characters` }
  const expression = /^\/(.*)\/(i?)$/.exec(text)
  try {
    if (!expression) {
      const glob = picomatch(text, { dot: true })
      return { ok: true, matches: (tag) => glob(tag) }
    }
    const [, source = '', flags] = expression
    if (/\([^)]*[+*{][^)]*\)\s*[+*{]/.test(source) || /\\\d/.test(source)) {
      return { ok: false, detail: 'nested repetition and back-references are not allowed' }
    }
    const pattern = new RegExp(source, flags)
    return { ok: true, matches: (tag) => pattern.test(tag) }
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Orders tags, first to last release.
 *
 * `version`: by semantic version precedence; tags that are no version by a loose reading of their digits
 * (`v2`, `2024.01`), and those without any (`latest`) before all others, by name. Ties go by name.
 */
export function orderTags<T extends Selectable>(
  tags: readonly T[],
  order: TagOrder = 'version',
): readonly T[] {
  if (order === 'name') return tags.toSorted(byName)
  if (order === 'created') {
    return tags.toSorted((a, b) => timeOf(a) - timeOf(b) || byName(a, b))
  }
  const keyed = tags.map((entry) => ({ entry, version: versionOf(entry.tag) }))
  keyed.sort((a, b) => {
    if (a.version && b.version) return compare(a.version, b.version) || byName(a.entry, b.entry)
    return Number(a.version !== undefined) - Number(b.version !== undefined) || byName(a.entry, b.entry)
  })
  return keyed.map(({ entry }) => entry)
}

/** Keeps the first `take` tags, or the last when `take` is negative; all when it is 0. */
export function takeTags<T>(tags: readonly T[], take = 0): readonly T[] {
  return take > 0 ? tags.slice(0, take) : tags.slice(take)
}

export type Selection<T> =
  | { readonly ok: true; readonly tags: readonly T[] }
  | { readonly ok: false; readonly detail: string }

/** Filters, orders and cuts the tags of a series as its strategy says. */
export function selectTags<T extends Selectable>(tags: readonly T[], input: StrategyInput): Selection<T> {
  const filter = parseFilter(input.filter)
  if (!filter.ok) return filter
  const matching = tags.filter(({ tag }) => filter.matches(tag))
  return { ok: true, tags: takeTags(orderTags(matching, input.order), input.take) }
}

function byName(a: Selectable, b: Selectable): number {
  return a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0
}

function timeOf({ created }: Selectable): number {
  const time = created === undefined ? Number.NaN : Date.parse(created)
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time
}

function versionOf(tag: string): SemVer | undefined {
  return parse(tag, { loose: true }) ?? coerce(tag, { includePrerelease: true }) ?? undefined
}
