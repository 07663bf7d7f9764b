import 'server-only'
import type { CompareInput } from '../../analysis/question'
import { PACKED_PARAM, shortSearch } from '../../link/link'
import { loadPage, type PageKey, pageOf } from '../../link/pages'
import { parseAsTextOf } from '../../link/params'
import { toCompareInput } from '../../link/view-state'
import { formatReference, parseReference } from '../../oci/reference'
import { InputError, parseAsSwitch, readStrictly, toWholeInput } from '../inputs'
import { unpackedLink } from '../packed-link'
import type { SaveQuestion } from './save'

const saveParsers = {
  title: parseAsTextOf(200),
  notes: parseAsTextOf(4000),
  view: parseAsTextOf(12_000),
  files: parseAsSwitch.withDefault(false),
  gzip: parseAsSwitch.withDefault(false),
}

/**
 * Reads the question of `GET /api/snapshot`: `view`, the link of a page, or the page's own parameters.
 *
 * @throws InputError naming the parameter
 */
export function parseSaveInput(search: URLSearchParams): SaveQuestion & { readonly gzip: boolean } {
  const { view, title, notes, ...rest } = readStrictly(saveParsers, search)
  return {
    ...rest,
    title: title ?? undefined,
    notes: notes ?? undefined,
    ...viewOf(view ?? `${search.has('ref') ? '/tag' : '/'}?${search}`),
  }
}

/** A page's question, and what the page understands of its query string. */
function viewOf(link: string): Pick<SaveQuestion, 'input' | 'view'> {
  const base = 'http://strata.invalid'
  const url = link.startsWith('/') && URL.canParse(link, base) ? new URL(link, base) : undefined
  if (url?.origin !== base) {
    throw new InputError('view: expected the link of a page, such as /downloads?s=localhost:5000/app')
  }
  const { pathname: path, searchParams } = url
  const page = pageOf(path)
  if (page === undefined) throw new InputError(`view: there is no page ${path}`)
  const given = unpackedLink(searchParams) ?? searchParams
  if (given.has(PACKED_PARAM)) throw new InputError(`${PACKED_PARAM}: this packed link is damaged`)
  return { input: inputOf(page, given), view: { path, search: shortSearch(page, given) } }
}

function inputOf(page: PageKey, search: URLSearchParams): CompareInput {
  if (page === 'planner') return toCompareInput(loadPage('planner', search))
  if (page !== 'tag') return toWholeInput(loadPage('compare', search))
  const { ref, with: other, platform, source } = loadPage('tag', search)
  const references = [ref, other].filter((text) => text !== '').map(oneTag)
  if (references.length === 0) throw new InputError('ref: expected a name such as localhost:5000/app:0.0.1')
  const common = { basis: 'transfer', rule: 'auto', cache: 'earlier' } as const
  return {
    ...common,
    strategies: references.map((reference) => ({ reference })),
    platform: platform ?? undefined,
    source,
  }
}

/** A repository alone would be all of its tags. */
function oneTag(text: string): string {
  const parsed = parseReference(text)
  if (!parsed) throw new InputError(`ref: not a reference: ${text}`)
  return formatReference({ ...parsed, tag: parsed.tag ?? 'latest' })
}
