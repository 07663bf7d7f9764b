import { PACKED_PARAM } from './link'
import { type PageKey, parsersOf } from './pages'
import { MAX_PARAM } from './params'
import { MAX_STRATEGIES } from './strategy-param'

/** The parameter that says which others were left out of a link, comma separated. */
export const CUT_PARAM = 'cut'
/** Stands in `cut` for names that no page knows. */
export const CUT_OTHERS = 'others'

/** Up to this length a page reads its link as it is, whatever it says. */
const BEARABLE = 4000

/**
 * A link that is too long, without what no page can use: values that are too long, parameters that nobody knows,
 * strategies beyond the last one shown. `cut` tells which.
 *
 * @param search  without a question mark
 * @returns       undefined for a link that may stay
 */
export function cutLink(page: PageKey, search: string): URLSearchParams | undefined {
  if (search.length <= BEARABLE) return undefined
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
