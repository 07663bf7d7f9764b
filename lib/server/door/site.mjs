// @ts-check
import { headerOf, isApi, isNavigation } from './visit.mjs'

/**
 * A page of another site must not have Strata do anything: it may lead a person to a page, and nothing else, be it an
 * image, a frame, a script or a look ahead. A browser without fetch metadata (Safari before 16.4, and any that is given
 * plain http by another name than loopback) is known by `Origin` alone, which it leaves out of what only reads: such a
 * request is let in, as that of a program is.
 *
 * @type {import('./visit.mjs').Rule}
 */
export function siteRule(visit) {
  if (!isForeign(visit)) return undefined
  if (isApi(visit)) return { status: 403, detail: 'The API does not answer pages of other sites.' }
  if (isNavigation(visit) && !isLookAhead(visit)) return undefined
  return { status: 403, detail: 'Pages of other sites may lead here, and have nothing of it.' }
}

/**
 * Whether another site's page asks, or led here. A person who types an address, or comes from another program, is at
 * home.
 *
 * @param {Pick<import('./visit.mjs').Visit, 'headers'>} visit
 */
export function isForeign(visit) {
  const site = headerOf(visit, 'sec-fetch-site')
  // Another port of this machine is the same site, and yet another's page.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = headerOf(visit, 'origin')
  return origin !== undefined && hostOf(origin) !== headerOf(visit, 'host')?.toLowerCase()
}

/**
 * What a browser fetches before a person goes there, if ever.
 *
 * @param {import('./visit.mjs').Visit} visit
 */
function isLookAhead(visit) {
  return ['sec-purpose', 'purpose', 'x-moz'].some((name) => headerOf(visit, name)?.startsWith('prefetch'))
}

/** @param {string} origin */
function hostOf(origin) {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
