// @ts-check
import { isLoopbackHost } from '../lib/oci/loopback.mjs'
import { trustedProxies } from '../lib/server/door/proxies.mjs'
import { givenToken, makeToken } from '../lib/server/door/sessions.mjs'
import { bareHost, isExposed, itemsOf } from '../lib/server/door/settings.mjs'

/**
 * Who may come in, as the server was started.
 *
 * @typedef {object} Entry
 * @property {string | undefined} token  undefined where everybody may
 * @property {boolean} made  whether the token was made for this start
 * @property {boolean} exposed  whether others than those on this machine reach it
 * @property {import('node:net').BlockList | undefined} proxies
 */

/**
 * @param {object} start
 * @param {string} start.host  that is listened on, as an address has it
 * @param {boolean} start.noAuth  `--no-auth`
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Entry}
 * @throws Error with a sentence for people
 */
export function entryOf({ host, noAuth }, env) {
  const proxies = trustedProxies(env.STRATA_TRUSTED_PROXIES)
  const given = givenToken(env)
  const exposed = isExposed(host, proxies !== undefined)
  if (noAuth && given) throw new Error('--no-auth lets in everybody, and a token is set: which one is meant?')
  const token = given ?? (exposed && !noAuth ? makeToken() : undefined)
  return { token, made: token !== given, exposed, proxies }
}

/**
 * The lines that say who may come in; none where only this machine's own people reach it.
 *
 * @param {Entry} entry
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {readonly string[]} urls  addresses of the server
 * @returns {readonly string[]}
 */
export function describeEntry({ token, made, exposed }, env, urls) {
  if (token === undefined) return exposed ? openLines(env) : []
  const places = urls.map((url) => `  ${url}/sign-in${made ? `#token=${token}` : ''}`)
  const how = made
    ? 'This token is for this start; STRATA_TOKEN sets one that stays.'
    : 'The token is the one that is set.'
  const lines = ['Each browser signs in once, and then has a cookie for 30 days:', '', ...places, '', how]
  const isPlain = urls.some((url) => !isLoopbackHost(new URL(url).host))
  return isPlain ? [...lines, 'In plain http it can be read on its way: see README.md for TLS.'] : lines
}

/** What whoever reaches a server without a token can do. @param {Readonly<Record<string, string | undefined>>} env */
function openLines({ STRATA_REGISTRIES = '', STRATA_DAEMON }) {
  const hosts = itemsOf(STRATA_REGISTRIES.toLowerCase()).map(bareHost).filter(Boolean)
  const here = hosts.filter(isLoopbackHost)
  const list = (/** @type {readonly string[]} */ names) =>
    names.length > 0 ? names.join(', ') : 'none, STRATA_REGISTRIES names none'
  return [
    'Warning: there is no token (--no-auth). Whoever reaches this server',
    ...(STRATA_DAEMON === 'off'
      ? []
      : ['  - reads what the Docker daemon knows: names, histories and files of its images']),
    `  - has registries read with the stored logins of the docker config: ${list(hosts)}`,
    `  - reads registries of this machine that others may not reach: ${list(here)}`,
    '  - opens image archives and snapshots here, which everybody sees, and sees those of others',
  ]
}
