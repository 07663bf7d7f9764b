import { BlockList, isIP } from 'node:net'

/**
 * What net an address is of: all of the world's, one of an organisation's or a tunnel's own, this machine, or none that
 * a registry can be on: link-local (where clouds keep the credentials of their machines), unspecified, multicast, reserved.
 */
export type Net = 'public' | 'private' | 'loopback' | 'special'

function listOf(...subnets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** The metadata services of clouds that are not at a link-local address: Azure, Alibaba, AWS over IPv6. */
const METADATA = listOf('168.63.129.16/32', '100.100.100.200/32', 'fd00:ec2::/32')
const LOOPBACK = listOf('127.0.0.0/8', '::1/128')
/** With the range for benchmarks, which tunnels give to names in place of their own addresses. */
const PRIVATE = listOf(
  ...['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15'],
  'fc00::/7',
)
const SPECIAL = listOf(
  ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '3fff::/20'],
)
/** What of IPv6 is given out as unicast for the world. */
const UNICAST = listOf('2000::/3')

/**
 * Judges an address as a resolver or a socket writes it. An IPv4 address within an IPv6 one (mapped, compatible, NAT64,
 * 6to4) is what counts, since that is where a connection ends.
 *
 * @returns `special` for a text that is no address
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry; RFC 4291, 6052, 3056
 */
export function netOf(address: string): Net {
  const [plain = ''] = address.split('%')
  const kind = isIP(plain)
  if (kind === 0) return 'special'
  const version = kind === 6 ? 'ipv6' : 'ipv4'
  const isIn = (list: BlockList) => list.check(plain, version)
  if (isIn(METADATA)) return 'special'
  if (isIn(LOOPBACK)) return 'loopback'
  const inner = kind === 6 ? embedded(wordsOf(plain)) : undefined
  if (inner !== undefined) return netOf(inner)
  if (isIn(PRIVATE)) return 'private'
  return isIn(SPECIAL) || (kind === 6 && !isIn(UNICAST)) ? 'special' : 'public'
}

/** The eight words of an IPv6 address. */
function wordsOf(address: string): readonly number[] {
  // As a URL has it: without a part in IPv4's notation.
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const read = (part: string) => part.split(':').flatMap((word) => (word ? [Number.parseInt(word, 16)] : []))
  const [first, last] = [read(head), read(tail)]
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
}

/** Prefixes of 96 bits that an IPv4 address follows: compatible, mapped, translated, NAT64. */
const BEFORE_IPV4 = ['0,0,0,0,0,0', '0,0,0,0,0,65535', '0,0,0,0,65535,0', '100,65435,0,0,0,0']
const SIX_TO_FOUR = 0x2002

function embedded(words: readonly number[]): string | undefined {
  const at = words[0] === SIX_TO_FOUR ? 1 : BEFORE_IPV4.includes(words.slice(0, 6).join()) ? 6 : undefined
  return at === undefined
    ? undefined
    : words
        .slice(at, at + 2)
        .flatMap((word) => [word >> 8, word & 255])
        .join('.')
}
