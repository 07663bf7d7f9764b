import { createLoader, createSerializer } from 'nuqs/server'
import { withoutBase } from './base-path'
import { type PageKey, pageOf, parsersOf } from './pages'

/** The parameter that holds a whole link in its packed form. */
export const PACKED_PARAM = 'z'

/** A link up to this length is left as a person can read it. */
const PLAIN_ENOUGH = 200

/**
 * A query string, without its question mark, that keeps what RFC 3986 allows in one: `/`, `:`, `;`, `,`, `=`,
 * `@`. Brackets and quotes are written in escapes, because the text around a link may end there; so is a last
 * sign that programs take for the end of a sentence.
 */
export function compactSearch(params: URLSearchParams): string {
  const text = [...params].map(([name, value]) => `${encode(name, false)}=${encode(value, true)}`).join('&')
  return text.replace(/[.,:;?*~_]$/, escapeOf)
}

function encode(text: string, asValue: boolean): string {
  const plain = encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/%(2F|3A|3B|2C|40)/g, decodeURIComponent)
    .replace(/[!'()]/g, escapeOf)
  return asValue ? plain.replace(/%3D/g, '=') : plain
}

function escapeOf(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}

/**
 * A page's query string with what the page understands and nothing else: what is the default is left out, and what
 * cannot be read. The page shows the same with it.
 *
 * @param page  undefined for a page whose parameters are not known: all are kept
 */
export function shortSearch(page: PageKey | undefined, params: URLSearchParams): string {
  if (page === undefined) return compactSearch(params)
  const parsers = parsersOf(page)
  return compactSearch(new URLSearchParams(createSerializer(parsers)(createLoader(parsers)(params))))
}

/** The link of a page in its shortest form: compact, and packed when it is long and that makes it shorter. */
export async function shortLink(href: string): Promise<string> {
  const { origin, pathname, searchParams, hash } = new URL(href)
  const search = shortSearch(pageOf(withoutBase(pathname)), searchParams)
  const plain = linkOf(origin + pathname, search) + hash
  if (plain.length <= PLAIN_ENOUGH || typeof CompressionStream === 'undefined') return plain
  const packed = linkOf(origin + pathname, await packSearch(search)) + hash
  return packed.length < plain.length ? packed : plain
}

/** The parameters that Next.js gives a page. */
export function paramsOf(
  record: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  return new URLSearchParams(
    Object.entries(record).flatMap(([name, value]) =>
      (value === undefined ? [] : [value].flat()).map((text): [string, string] => [name, text]),
    ),
  )
}

function linkOf(path: string, search: string): string {
  return search === '' ? path : `${path}?${search}`
}

/** A query string as one parameter: base64url of a checksum and the deflated text. Not always shorter. */
export async function packSearch(search: string): Promise<string> {
  const text = new TextEncoder().encode(search)
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const deflated = new Uint8Array(await new Response(stream).arrayBuffer())
  const bytes = Uint8Array.of(...checksum(text), ...deflated)
  const base64 = btoa(String.fromCharCode(...bytes))
  return `${PACKED_PARAM}=${base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`
}

/** Two bytes that detect a damaged link: deflate alone carries nothing to check (Fletcher-16). */
export function checksum(bytes: Uint8Array): readonly [number, number] {
  let sum = 0
  let sums = 0
  for (const byte of bytes) {
    sum = (sum + byte) % 255
    sums = (sums + sum) % 255
  }
  return [sum, sums]
}
