// @ts-check
import { isLoopbackHost } from '../../oci/loopback.mjs'

/**
 * What the environment says about who may come in.
 *
 * @param {{ readonly [name: string]: unknown, readonly STRATA_ALLOWED_HOSTS?: string | undefined, readonly STRATA_HOST?: string | undefined }} env
 * @returns {import('./visit.mjs').Settings}
 */
export function settingsOf({ STRATA_ALLOWED_HOSTS = '', STRATA_HOST = '' }) {
  return { allowedHosts: new Set(itemsOf(`${STRATA_ALLOWED_HOSTS},${STRATA_HOST}`.toLowerCase())) }
}

/**
 * Whether others than this machine's own people may reach a server.
 *
 * @param {string} host  that it listens on
 * @param {boolean} hasProxies  what comes through one comes from elsewhere
 */
export function isExposed(host, hasProxies) {
  return !isLoopbackHost(host) || hasProxies
}

/**
 * The items of a variable that lists them with commas.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function itemsOf(text) {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}

/**
 * A host of a variable that may write it as an address.
 *
 * @param {string} host
 */
export function bareHost(host) {
  return host.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}
