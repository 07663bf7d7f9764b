import 'server-only'
import { z } from 'zod'
import type { CompareInput } from '../../analysis/question'
import { PACKED_PARAM, shortSearch } from '../../link/link'
import { pageOf } from '../../link/pages'
import { loadPlanner } from '../../link/planner-state'
import { loadTagState } from '../../link/tag-state'
import { toCompareInput } from '../../link/view-state'
import { formatReference, parseReference } from '../../oci/reference'
import { issueText } from '../../sources/issue'
import { InputError, parseCompareInput } from '../inputs'
import { unpackedLink } from '../packed-link'
import type { SaveQuestion } from './save'

const schema = z.object({
  title: z.string().max(200).optional(),
  notes: z.string().max(4000).optional(),
  view: z.string().max(12_000).optional(),
  files: z.stringbool().default(false),
  gzip: z.stringbool().default(false),
})

/**
 * Reads the question of `GET /api/snapshot`: `view`, the link of a page, or the page's own parameters.
 *
 * @throws InputError naming the parameter
 */
export function parseSaveInput(search: URLSearchParams): SaveQuestion & { readonly gzip: boolean } {
  const parsed = schema.safeParse(Object.fromEntries(search))
  if (!parsed.success) throw new InputError(issueText(parsed.error, 'query'))
  const { view: link, ...rest } = parsed.data
  const view = viewOf(link ?? `${search.has('ref') ? '/tag' : '/'}?${search}`)
  return { ...rest, input: inputOf(view), view }
}

/** A page and what it understands of its query string. */
function viewOf(link: string): { readonly path: string; readonly search: string } {
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
  return { path, search: shortSearch(page, given) }
}

function inputOf({ path, search }: { readonly path: string; readonly search: string }): CompareInput {
  const params = new URLSearchParams(search)
  if (path === '/planner') return toCompareInput(loadPlanner(params))
  if (path !== '/tag') return parseCompareInput(params)
  const { ref, with: other, platform, source } = loadTagState(params)
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
