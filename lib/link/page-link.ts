import { compactSearch } from './link'
import { pageOf, parsersOf } from './pages'

/** What of a page's link means the same on all others. */
const CARRIED = ['s', 'basis', 'units', 'rule', 'cache', 'platform', 'source', 'lang', 'theme']

/** What some pages have in common: it goes along to a page that knows it. */
const SHARED = new Set([
  ...CARRIED,
  ...['total', 'cached', 'uncached', 'sort', 'cols'],
  ...['keep', 'ahead', 'drop', 'ps', 'pt', 'pf', 'bw', 'lat', 'conc', 'disk'],
  ...['hosts', 'empty', 'skip', 'hbw', 'rbw', 'price'],
  ...['title', 'notes', 'hide', 'tags'],
])

/** The part of a query string that goes along to every other page. @param search  of the page that is left */
export function carriedSearch(search: Iterable<[string, string]>): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => CARRIED.includes(name)))
}

function searchFor(path: string, search: Iterable<[string, string]>): URLSearchParams {
  const page = pageOf(path)
  if (page === undefined) return carriedSearch(search)
  const known = parsersOf(page)
  return new URLSearchParams([...search].filter(([name]) => SHARED.has(name) && Object.hasOwn(known, name)))
}

/** The link of a page, with the strategies and switches of the one that is left. */
export function pageLink(path: string, search: Iterable<[string, string]>): string {
  const carried = searchFor(path, search)
  return carried.size > 0 ? `${path}?${compactSearch(carried)}` : path
}
