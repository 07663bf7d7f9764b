import { compactSearch } from './link'
import { LINK_PARSERS, pageOf } from './link-pages'

/** The pages that a person goes to by name, in the order of the navigation. */
export const PAGES = [
  { key: 'compare', path: '/' },
  { key: 'downloads', path: '/downloads' },
  { key: 'planner', path: '/planner' },
  { key: 'report', path: '/report' },
  { key: 'present', path: '/present' },
] as const

export type PageKey = (typeof PAGES)[number]['key']

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
  const known = LINK_PARSERS[page]
  return new URLSearchParams([...search].filter(([name]) => SHARED.has(name) && Object.hasOwn(known, name)))
}

/** The link of a page, with the strategies and switches of the one that is left. */
export function pageLink(path: string, search: Iterable<[string, string]>): string {
  const carried = searchFor(path, search)
  return carried.size > 0 ? `${path}?${compactSearch(carried)}` : path
}
