// @ts-check

/**
 * A problem document (RFC 9457) that says why a visit is not let in.
 *
 * @param {number} status
 * @param {string} detail  a sentence
 */
export function problemOf(status, detail) {
  return JSON.stringify({ type: 'about:blank', title: 'Not let in', status, detail, code: 'refused' })
}
