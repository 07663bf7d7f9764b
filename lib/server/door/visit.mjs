// @ts-check

/**
 * What of a request decides whether it is let in.
 *
 * @typedef {object} Visit
 * @property {string} method
 * @property {string} target  as the request line has it: path below the base path, and query string
 * @property {Readonly<Record<string, string | readonly string[] | undefined>>} headers  by names in lower case
 * @property {number} [port]  that was asked
 * @property {string} [address]  of who asks
 * @property {boolean} [secure]  whether a proxy was asked over TLS
 *
 * What is answered in the place of the app.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Readonly<Record<string, string>>} headers
 * @property {string} body
 *
 * What the server was started with.
 *
 * @typedef {object} Settings
 * @property {ReadonlySet<string>} allowedHosts  names besides loopback, with or without a port, in lower case
 * @property {boolean} [takesForms]  whether pages take the form of the sign-in page
 *
 * Why a request is not let in: a sentence in English for the API, and in Korean beside it for a page.
 *
 * @typedef {object} Refusal
 * @property {number} status
 * @property {string} detail
 * @property {string} [korean]
 * @property {Readonly<Record<string, string>>} [headers]
 *
 * @typedef {(visit: Visit, settings: Settings) => Refusal | undefined} Rule
 */

/**
 * A header that has one value; undefined where there is none.
 *
 * @param {Pick<Visit, 'headers'>} visit
 * @param {string} name  in lower case
 * @returns {string | undefined}
 */
export function headerOf({ headers }, name) {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

/**
 * The path of a request, without its query string.
 *
 * @param {Visit} visit
 */
export function pathOf({ target }) {
  const end = target.search(/[?#]/)
  return end < 0 ? target : target.slice(0, end)
}

/**
 * Whether this is a question of a program, which reads a problem document, and not of a page or of what it is made of.
 *
 * @param {Visit} visit
 */
export function isApi(visit) {
  return pathOf(visit).startsWith('/api/')
}

/**
 * Whether a person goes there: the answer is shown as a page. Browsers without fetch metadata say what they would show.
 *
 * @param {Visit} visit
 */
export function isNavigation(visit) {
  const mode = headerOf(visit, 'sec-fetch-mode')
  if (mode === undefined) return headerOf(visit, 'accept')?.startsWith('text/html') ?? false
  return mode === 'navigate' && headerOf(visit, 'sec-fetch-dest') === 'document'
}

/**
 * Whether this is the form of the sign-in page, which is sent to the page that was to be seen.
 *
 * @param {Visit} visit
 */
export function isForm(visit) {
  const type = headerOf(visit, 'content-type') ?? ''
  return visit.method === 'POST' && !isApi(visit) && /^application\/x-www-form-urlencoded\b/i.test(type)
}
