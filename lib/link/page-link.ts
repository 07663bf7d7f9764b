import { compactSearch } from './link'
import { pageOf, parsersOf } from './pages'
import { askedParsers, reportParsers } from './report-state'

/** What of a page's link means the same on all others. */
const CARRIED = ['theme', ...Object.keys(askedParsers)]

/** The part of a query string that goes along to every other page. @param search  of the page that is left */
export function carriedSearch(search: Iterable<[string, string]>): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => CARRIED.includes(name)))
}

function searchFor(path: string, search: Iterable<[string, string]>): URLSearchParams {
  const page = pageOf(path)
  if (page === undefined) return carriedSearch(search)
  // The report has what several pages have in common, and a name means the same on all of these.
  return new URLSearchParams(
    [...search].filter(([name]) =>
      [reportParsers, parsersOf(page)].every((known) => Object.hasOwn(known, name)),
    ),
  )
}

/** The link of a page, with the strategies and switches of the one that is left. */
export function pageLink(path: string, search: Iterable<[string, string]>): string {
  const carried = searchFor(path, search)
  return carried.size > 0 ? `${path}?${compactSearch(carried)}` : path
}
