import { compactSearch } from './link'

/** The pages that a person goes to by name, in the order of the navigation. */
export const PAGES = [
  { key: 'compare', path: '/' },
  { key: 'downloads', path: '/downloads' },
  { key: 'planner', path: '/planner' },
  { key: 'report', path: '/report' },
  { key: 'present', path: '/present' },
] as const

export type PageKey = (typeof PAGES)[number]['key']

/** What of a page's link means the same on the others. */
const CARRIED = ['s', 'basis', 'units', 'rule', 'cache', 'platform', 'source', 'lang', 'theme']

/** The part of a query string that goes along to another page. @param search  of the page that is left */
export function carriedSearch(search: Iterable<[string, string]>): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => CARRIED.includes(name)))
}

/** The link of a page, with the strategies and switches of the one that is left. */
export function pageLink(path: string, search: Iterable<[string, string]>): string {
  const carried = carriedSearch(search)
  return carried.size > 0 ? `${path}?${compactSearch(carried)}` : path
}
