import { inflateRawSync } from 'node:zlib'
import { checksum, compactSearch, PACKED_PARAM } from '../link/link'
import { cutLink } from '../link/link-problems'
import { pageOf } from '../link/pages'

/** More than any link of a page holds: what unpacks to more was not packed here. */
const MOST_PACKED = 16_384
const MOST_UNPACKED = 65_536

/**
 * The query string that a packed one stands for, without a question mark.
 *
 * @returns undefined when it is damaged; never throws
 * @see     lib/link/link.ts (packSearch)
 */
export function unpackSearch(packed: string): string | undefined {
  if (packed.length > MOST_PACKED || !/^[\w-]+$/.test(packed)) return undefined
  const bytes = Buffer.from(packed, 'base64url')
  try {
    const text = inflateRawSync(bytes.subarray(2), { maxOutputLength: MOST_UNPACKED })
    const [sum, sums] = checksum(text)
    if (bytes[0] !== sum || bytes[1] !== sums) return undefined
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch {
    return undefined
  }
}

/**
 * What a link that may be packed says. What stands beside the packed part counts: it was added by hand.
 *
 * @returns undefined for a link that is not packed, or damaged
 */
export function unpackedLink(given: URLSearchParams): URLSearchParams | undefined {
  const text = unpackSearch(given.get(PACKED_PARAM) ?? '')
  if (text === undefined) return undefined
  const params = new URLSearchParams(text)
  params.delete(PACKED_PARAM)
  for (const name of new Set(given.keys())) {
    if (name === PACKED_PARAM) continue
    params.delete(name)
    for (const value of given.getAll(name)) params.append(name, value)
  }
  return params
}

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
  const page = pageOf(path)
  const cut = page && cutLink(page, unpacked ? compactSearch(unpacked) : search.replace(/^\?/, ''))
  const better = cut ?? unpacked
  return better && linkOf(path, better)
}

function linkOf(path: string, params: URLSearchParams): string {
  const search = compactSearch(params)
  return search === '' ? path : `${path}?${search}`
}
