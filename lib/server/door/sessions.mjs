// @ts-check
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'

const SESSION_SECONDS = 30 * 24 * 3600
/** As a header can carry it, and long enough that nobody guesses it. */
const TOKEN = /^[\x21-\x7e]{16,512}$/

/**
 * The token that the configuration gives: `STRATA_TOKEN`, or what is in the file `STRATA_TOKEN_FILE`.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | undefined}
 * @throws Error with a sentence that names the variable, and never the token
 */
export function givenToken({ STRATA_TOKEN: token, STRATA_TOKEN_FILE: file }) {
  if (token && file) throw new Error('STRATA_TOKEN and STRATA_TOKEN_FILE are both set: which one is meant?')
  const name = file ? 'STRATA_TOKEN_FILE' : 'STRATA_TOKEN'
  const given = file ? contentOf(file) : token
  if (!given) return undefined
  if (!TOKEN.test(given))
    throw new Error(`${name} is not usable: expected 16 to 512 letters, digits or signs, and no spaces`)
  return given
}

/** @param {string} file */
function contentOf(file) {
  try {
    return readFileSync(file, 'utf8').trim() || ' '
  } catch (error) {
    throw new Error(`STRATA_TOKEN_FILE cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** A token that nobody guesses: 256 random bits. */
export function makeToken() {
  return randomBytes(32).toString('base64url')
}

/**
 * What a browser shows instead of the token: when it ends, and a signature that only who knows the token can make. So
 * it outlives a restart with the same token, and ends with another one.
 */
export class Sessions {
  #token
  #key
  #now

  /** @param {string} token @param {() => number} now  milliseconds since 1970 */
  constructor(token, now = Date.now) {
    this.#token = token
    this.#key = createHmac('sha256', token).update('strata session').digest()
    this.#now = now
  }

  /** Whether this is the token. @param {string} given */
  matches(given) {
    return isSame(given, this.#token)
  }

  /** Whether a session is one of these, and not over. @param {string} value */
  holds(value) {
    const [end = '', signature = ''] = value.split('.')
    return isSame(signature, this.#sign(end)) && Number(end) * 1000 > this.#now()
  }

  /** @returns {{ value: string, seconds: number }} and for how long it holds */
  issue() {
    const end = String(Math.floor(this.#now() / 1000) + SESSION_SECONDS)
    return { value: `${end}.${this.#sign(end)}`, seconds: SESSION_SECONDS }
  }

  /** @param {string} end */
  #sign(end) {
    return createHmac('sha256', this.#key).update(end).digest('base64url')
  }
}

/**
 * Compares in a time that tells nothing of where they differ, or of how long they are.
 *
 * @param {string} given @param {string} expected
 */
function isSame(given, expected) {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
