import { z } from 'zod'
import { MAX_DPR, PICTURE_THEMES } from '../../link/exports'
import { PACKED_PARAM } from '../../link/link'
import { linkProblems } from '../../link/link-problems'
import type { ExportPage } from '../../link/pages'
import { MAX_PARAM } from '../../link/params'
import { FACES } from '../../link/view-state'
import { issueText } from '../../sources/issue'
import { InputError } from '../inputs'
import { unpackedLink } from '../packed-link'

const schema = z.object({
  card: z.string().max(MAX_PARAM).optional(),
  show: z.enum(FACES).optional(),
  // The page's link may say that its theme is the system's: a picture has to be one of the two.
  theme: z.enum([...PICTURE_THEMES, 'system']).default('light'),
  dpr: z.coerce.number().min(1).max(MAX_DPR).default(2),
  download: z.stringbool().default(false),
})

/** What an export has beside its page's own question. @throws InputError naming the parameter */
export function parseExportInput(search: URLSearchParams) {
  const parsed = schema.safeParse(Object.fromEntries(search))
  if (!parsed.success) throw new InputError(issueText(parsed.error, 'query'))
  const { theme, ...rest } = parsed.data
  return { ...rest, theme: theme === 'dark' ? ('dark' as const) : ('light' as const) }
}

/**
 * The query string of an export's page. What the page itself would show in another way than it is written is refused
 * here: nobody looks at what a script gets. Parameters that the page does not know are left alone.
 *
 * @throws InputError naming the first parameter that cannot be read
 */
export function pageSearch(page: ExportPage, given: URLSearchParams): URLSearchParams {
  const search = unpackedLink(given) ?? given
  for (const problem of linkProblems(page, search)) {
    if (problem.code === 'packed') throw new InputError(`${PACKED_PARAM}: this packed link is damaged`)
    if (problem.code === 'too-long') throw new InputError(`${problem.name}: at most ${MAX_PARAM} characters`)
    if (problem.code === 'bad-value') throw new InputError(`${problem.name}: cannot be read: ${problem.text}`)
  }
  return search
}
