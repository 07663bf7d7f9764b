// @ts-check
import { problemOf } from './problem.mjs'
import { Sessions } from './sessions.mjs'
import { signInPage } from './sign-in-page.mjs'
import { isForeign } from './site.mjs'
import { Tries } from './tries.mjs'
import { headerOf, isApi, isNavigation, pathOf } from './visit.mjs'

/**
 * @typedef {import('./visit.mjs').Visit} Visit
 * @typedef {import('./visit.mjs').Answer} Answer
 */

const SIGN_IN = '/sign-in'
const SIGN_OUT = '/sign-out'
/** A browser sends one of a name for each path that it was given for; each that is looked at takes time. */
const MOST_COOKIES = 8

/**
 * Lets in who has the token: as `Authorization: Bearer`, or by a cookie that the sign-in page gives for it. Each page
 * is its own sign-in page, so that there is no address in a link that a person could be sent to afterwards.
 */
export class Gate {
  #sessions
  #tries
  #base

  /**
   * @param {object} options
   * @param {string} options.token
   * @param {string} [options.base]  path below which everything is
   * @param {Sessions} [options.sessions]
   * @param {Tries} [options.tries]
   */
  constructor({ token, base = '', sessions = new Sessions(token), tries = new Tries() }) {
    this.#sessions = sessions
    this.#tries = tries
    this.#base = base
  }

  /**
   * The answer to a visit that is let in by nothing that it shows; undefined for one that is.
   *
   * @param {Visit} visit
   * @returns {Answer | undefined}
   */
  answerOf(visit) {
    const isKnown = this.#isKnown(visit)
    if (pathOf(visit) === SIGN_IN)
      return signInPage(visit, isKnown ? 200 : 401, { base: this.#base, isKnown })
    if (isKnown) return undefined
    const bearer = /^Bearer +(\S+)$/i.exec(headerOf(visit, 'authorization') ?? '')?.[1]
    if (bearer !== undefined) {
      const wait = this.#refused(visit, bearer)
      return wait === undefined ? undefined : this.#problem(wait)
    }
    if (isApi(visit) || !isNavigation(visit)) return this.#problem()
    return signInPage(visit, 401, { base: this.#base })
  }

  /**
   * What the form of the sign-in page comes to.
   *
   * @param {Visit} visit
   * @param {string} body
   * @returns {Answer}
   */
  answerForm(visit, body) {
    if (isForeign(visit)) return problem(403, 'Only the sign-in page’s own form is read.')
    const path = pathOf(visit)
    if (path === SIGN_OUT) return this.#leave(`${this.#base}${SIGN_IN}`, '', 0, visit)
    const wait = this.#refused(visit, new URLSearchParams(body).get('token')?.trim() ?? '')
    if (wait !== undefined) return signInPage(visit, wait > 0 ? 429 : 401, { base: this.#base, wait })
    const { value, seconds } = this.#sessions.issue()
    return this.#leave(
      path === SIGN_IN ? this.#base || '/' : this.#base + placeOf(visit.target),
      value,
      seconds,
      visit,
    )
  }

  /** @param {Visit} visit */
  #isKnown(visit) {
    const start = `${cookieOf(visit)}=`
    const cookies = (headerOf(visit, 'cookie') ?? '').split(';').map((one) => one.trim())
    const own = cookies.filter((one) => one.startsWith(start)).slice(0, MOST_COOKIES)
    return own.some((one) => this.#sessions.holds(one.slice(start.length)))
  }

  /**
   * Undefined for the token. Else the seconds until another one is looked at, 0 where this one was and is wrong.
   *
   * @param {Visit} visit @param {string} given
   */
  #refused({ address = '' }, given) {
    const wait = this.#tries.waitOf(address)
    if (wait > 0) return wait
    if (this.#sessions.matches(given)) return undefined
    this.#tries.failed(address)
    return 0
  }

  /** @param {number} [wait]  see `#refused`; undefined where no token was given */
  #problem(wait) {
    if (wait) {
      const detail = `Too many wrong tokens came from this address. Try again in ${wait} s.`
      return problem(429, detail, { 'retry-after': String(wait) })
    }
    const how = `Send the one that Strata was started with as “Authorization: Bearer …”, or sign in at ${this.#base}${SIGN_IN}.`
    const detail = wait === 0 ? `This is not the token. ${how}` : `A token is wanted here. ${how}`
    return problem(401, detail, { 'www-authenticate': 'Bearer realm="Strata"' })
  }

  /** @param {string} place @param {string} value @param {number} seconds @param {Visit} visit */
  #leave(place, value, seconds, visit) {
    const kept = `Path=${this.#base || '/'}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${visit.secure ? '; Secure' : ''}`
    return {
      status: 303,
      headers: {
        location: place,
        'set-cookie': `${cookieOf(visit)}=${value}; ${kept}`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      },
      body: '',
    }
  }
}

/** Its name has the port: browsers give a machine's cookies to all of its ports. @param {Visit} visit */
function cookieOf({ port }) {
  return `strata-${port}`
}

/**
 * The page that was asked for, as a place on this server: two slashes in front would be another one.
 *
 * @param {string} target
 */
function placeOf(target) {
  const { pathname, search } = new URL(`http://strata${target}`)
  return `${pathname.replace(/^\/+/, '/')}${search}`
}

/** @param {number} status @param {string} detail @param {Readonly<Record<string, string>>} [headers] */
function problem(status, detail, headers) {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: problemOf(status, detail),
  }
}
