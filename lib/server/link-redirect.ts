import { compactSearch } from '../link/link'
import { cutLink } from '../link/link-problems'
import { pageOf } from '../link/pages'
import { unpackedLink } from './packed-link'

/**
 * Where a request for a page should go instead: a packed link to the readable one, a link that is far too long to
 * the nearest one that is not. A damaged packed link stays: its page says so.
 *
 * @param search  with or without a question mark
 * @returns       path and query string; undefined for a link that may stay
 */
export function betterLink(path: string, search: string): string | undefined {
  // A path that begins so would be another host to a browser.
  if (path.startsWith('//')) return undefined
  const unpacked = unpackedLink(new URLSearchParams(search))
  if (unpacked) return linkOf(path, unpacked)
  const page = pageOf(path)
  const cut = page && cutLink(page, search.replace(/^\?/, ''))
  return cut && linkOf(path, cut)
}

function linkOf(path: string, params: URLSearchParams): string {
  const search = compactSearch(params)
  return search === '' ? path : `${path}?${search}`
}
