import { MAX_DPR, PICTURE_SIZES, PICTURE_THEMES } from '../../link/exports'
import { PACKED_PARAM } from '../../link/link'
import { linkProblems } from '../../link/link-problems'
import { type ExportPage, loadPage, type PageState } from '../../link/pages'
import { MAX_PARAM, parseAsNumberWithin, parseAsOneOf, parseAsText } from '../../link/params'
import { FACES, questionParsers } from '../../link/view-state'
import { InputError, parseAsSwitch, readStrictly } from '../inputs'
import { unpackedLink } from '../packed-link'

const exportParsers = {
  card: parseAsText,
  show: parseAsOneOf(FACES),
  // The page's link may say that its theme is the system's: a picture has to be one of the two.
  theme: parseAsOneOf([...PICTURE_THEMES, 'system']).withDefault('light'),
  size: parseAsOneOf(PICTURE_SIZES).withDefault('natural'),
  dpr: parseAsNumberWithin(1, MAX_DPR),
  download: parseAsSwitch.withDefault(false),
}

export type ExportInput = ReturnType<typeof parseExportInput>

/** What an export has beside its page's own question. @throws InputError naming the parameter */
export function parseExportInput(search: URLSearchParams) {
  const { card, show, theme, dpr, ...rest } = readStrictly(exportParsers, search)
  return {
    ...rest,
    card: card ?? undefined,
    show: show ?? undefined,
    theme: theme === 'dark' ? theme : 'light',
    // A size that is asked for is that of the file.
    dpr: dpr ?? (rest.size === 'natural' ? 2 : 1),
  } as const
}

/**
 * The state of an export's page. What the page itself would show in another way than it is written is refused here:
 * no one looks at what a script gets. Parameters that the page does not know are left alone.
 *
 * @throws InputError naming the first parameter that cannot be read
 */
export function readPage<P extends ExportPage>(page: P, given: URLSearchParams): PageState<P> {
  const search = unpackedLink(given) ?? given
  for (const problem of linkProblems(page, search)) {
    if (problem.code === 'packed') throw new InputError(`${PACKED_PARAM}: this packed link is damaged`)
    if (problem.code === 'too-long') throw new InputError(`${problem.name}: at most ${MAX_PARAM} characters`)
    if (problem.code === 'bad-value') throw new InputError(`${problem.name}: cannot be read: ${problem.text}`)
  }
  if (page !== 'tag') readStrictly({ s: questionParsers.s }, search)
  return loadPage(page, search)
}
