// @ts-check

const WINDOW_MS = 60_000
/** Wrong tokens of one address in a window; of all together, so that many addresses are no way around it. */
const MOST_OF_ONE = 10
const MOST_OF_ALL = 300

/** Counts wrong tokens, and says who has to wait before the next one is looked at. Keeps no more than it counts. */
export class Tries {
  /** @type {Map<string, { count: number, end: number }>} */
  #windows = new Map()
  #now

  /** @param {() => number} now  milliseconds of a clock that only goes forward */
  constructor(now = () => performance.now()) {
    this.#now = now
  }

  /** Seconds until this address may try again; 0 when it may now. @param {string} address */
  waitOf(address) {
    const now = this.#now()
    const waits = [this.#left(networkOf(address), MOST_OF_ONE, now), this.#left('', MOST_OF_ALL, now)]
    return Math.ceil(Math.max(...waits) / 1000)
  }

  /** @param {string} address  of whom the token was wrong */
  failed(address) {
    const now = this.#now()
    for (const [name, { end }] of this.#windows) if (end <= now) this.#windows.delete(name)
    for (const name of ['', networkOf(address)]) {
      const window = this.#windows.get(name) ?? { count: 0, end: now + WINDOW_MS }
      window.count++
      this.#windows.set(name, window)
    }
  }

  /** Addresses that are kept, the sum over all included. */
  get size() {
    return this.#windows.size
  }

  /** @param {string} name @param {number} most @param {number} now */
  #left(name, most, now) {
    const { count, end } = this.#windows.get(name) ?? { count: 0, end: 0 }
    return count >= most ? Math.max(0, end - now) : 0
  }
}

/**
 * Whoever has one IPv6 address has its /64.
 *
 * @param {string} address
 */
function networkOf(address) {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = (tail ?? '').split(':').filter(Boolean)
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':')
}
