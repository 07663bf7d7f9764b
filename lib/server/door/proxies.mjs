// @ts-check
import { BlockList, isIP } from 'node:net'
import { itemsOf } from './settings.mjs'

/**
 * Reverse proxies whose headers are believed.
 *
 * @param {string | undefined} text  addresses and networks, comma separated: `127.0.0.1,10.0.0.0/8`
 * @returns {BlockList | undefined} undefined where there is none
 * @throws Error with a sentence that names the variable and what it may hold
 */
export function trustedProxies(text = '') {
  const list = new BlockList()
  const items = itemsOf(text)
  for (const item of items) {
    const [address = '', bits, ...more] = item.split('/')
    const most = { 4: 32, 6: 128 }[isIP(address)]
    if (most === undefined || more.length > 0 || (bits !== undefined && !isCount(bits, most))) {
      const expected = 'expected addresses and networks, comma separated, such as 127.0.0.1,10.0.0.0/8'
      throw new Error(`STRATA_TRUSTED_PROXIES is not usable: ${expected}, not '${text}'`)
    }
    list.addSubnet(address, Number(bits ?? most), most === 32 ? 'ipv4' : 'ipv6')
  }
  return items.length > 0 ? list : undefined
}

/** @param {string} text @param {number} most */
function isCount(text, most) {
  return /^\d{1,3}$/.test(text) && Number(text) <= most
}

/** What a proxy says of a request that it hands on, and what others may say as well who are none. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
]

/**
 * Who asks, and the headers by which the rest of the server goes: `host` as the person wrote it, and
 * `x-forwarded-proto` of what the proxy was spoken to in. Where no proxy that is named hands a request on, all that it
 * says of that is taken away.
 *
 * @param {Readonly<Record<string, string | readonly string[] | undefined>>} headers  by names in lower case
 * @param {string} peer  the address at the other end of the connection
 * @param {BlockList | undefined} proxies
 * @returns {{ address: string, secure: boolean, changes: Readonly<Record<string, string | undefined>> }}
 *          `changes`: headers to be set, or taken away
 */
export function arrivalOf(headers, peer, proxies) {
  const changes = Object.fromEntries(FORWARDED.map((name) => [name, undefined]))
  let address = plainAddress(peer)
  if (!isIn(proxies, address)) return { address, secure: false, changes }
  // Each proxy adds who spoke to it, so that the last one who is none of them is the person: what stands before is a claim.
  const hops = valuesOf(headers['x-forwarded-for'])
  while (hops.length > 0 && isIn(proxies, address)) {
    const hop = plainAddress(hops.pop() ?? '')
    if (isIP(hop) === 0) break
    address = hop
  }
  const protocol = valuesOf(headers['x-forwarded-proto']).at(-1)
  const secure = protocol?.toLowerCase() === 'https'
  const host = valuesOf(headers['x-forwarded-host']).at(-1)
  return {
    address,
    secure,
    changes: { ...changes, 'x-forwarded-proto': secure ? 'https' : 'http', ...(host && { host }) },
  }
}

/** @param {BlockList | undefined} proxies @param {string} address */
function isIn(proxies, address) {
  const family = isIP(address)
  return family !== 0 && proxies !== undefined && proxies.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** @param {string | readonly string[] | undefined} header */
function valuesOf(header) {
  return [header ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean)
}

/**
 * An address without brackets, port and zone; IPv4 that came over an IPv6 socket as IPv4.
 *
 * @param {string} text
 */
function plainAddress(text) {
  const bare = /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  return bare.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '')
}
