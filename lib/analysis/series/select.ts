import picomatch from 'picomatch'
import type { TagOrder } from '../question'
import { classify } from './classify'
import { byText, orderVersions } from './order'
import { MAX_PATTERN, parsePattern } from './pattern'

/** What is needed of a tag to filter and order it. */
export interface Selectable {
  readonly tag: string
  /** ISO time; tags without one come first when ordered by it. */
  readonly created?: string | undefined
}

export type Filter =
  | { readonly ok: true; readonly matches: (tag: string) => boolean }
  | { readonly ok: false; readonly detail: string }

/**
 * Reads a tag filter: a glob (`0.0.*`, `{1,2}.*`, `!*-rc*`) or, between slashes, a regular expression (`/^v1/`).
 * Tags hold no slash, so a glob's `*` matches anything.
 */
export function parseFilter(text: string | undefined): Filter {
  if (text === undefined || text.trim() === '') return { ok: true, matches: () => true }
  if (text.length > MAX_PATTERN) return { ok: false, detail: `longer than ${MAX_PATTERN} characters` }
  try {
    if (!/^\/.*\/i?$/.test(text)) {
      const glob = picomatch(text, { dot: true })
      return { ok: true, matches: (tag) => glob(tag) }
    }
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
  const read = parsePattern(text)
  return read.ok ? { ok: true, matches: (tag) => read.pattern.test(tag) } : read
}

/**
 * Orders tags, first to last release.
 *
 * `version`: by the numbers of their names, of all variants in one (see `orderVersions`); names without one (`latest`)
 * before all others, by name.
 */
export function orderTags<T extends Selectable>(
  tags: readonly T[],
  order: TagOrder = 'version',
): readonly T[] {
  if (order === 'name') return tags.toSorted(byName)
  if (order === 'created') {
    return tags.toSorted((a, b) => timeOf(a) - timeOf(b) || byName(a, b))
  }
  const { rows } = orderVersions(classify(tags.map(({ tag }) => tag)))
  const places = new Map(rows.map(({ tag }, place) => [tag, place]))
  return tags.toSorted((a, b) => places.get(a.tag)! - places.get(b.tag)!)
}

/** Keeps the first `take` tags, or the last when `take` is negative; all when it is 0. */
export function takeTags<T>(tags: readonly T[], take = 0): readonly T[] {
  return take > 0 ? tags.slice(0, take) : tags.slice(take)
}

const byName = (a: Selectable, b: Selectable) => byText(a.tag, b.tag)

function timeOf({ created }: Selectable): number {
  const time = created === undefined ? Number.NaN : Date.parse(created)
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time
}
