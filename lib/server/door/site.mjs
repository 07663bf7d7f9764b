// @ts-check
import { headerOf, isApi } from './visit.mjs'

/**
 * A page of another site must not have Strata do anything: Origin and Sec-Fetch-Site say whose page asks.
 *
 * @type {import('./visit.mjs').Rule}
 */
export function siteRule(visit) {
  if (!isApi(visit)) return undefined
  const site = headerOf(visit, 'sec-fetch-site')
  // Another port of this machine is the same site, and yet another's page.
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none'
  const origin = headerOf(visit, 'origin')
  if (!isForeign && (origin === undefined || hostOf(origin) === headerOf(visit, 'host')?.toLowerCase())) {
    return undefined
  }
  return { status: 403, detail: 'The API does not answer pages of other sites.' }
}

/** @param {string} origin */
function hostOf(origin) {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
