// @ts-check
const BYTE = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const LOOPBACK = new RegExp(`^(localhost|\\[::1\\]|::1|127(\\.${BYTE}){3})$`)

/**
 * Whether a `host[:port]` is this machine by its name alone: `localhost`, 127.0.0.0/8, `[::1]`. Names are not
 * looked up, since an answer of DNS could change after the check; subdomains of localhost are left to DNS by some
 * resolvers, so that they may be anywhere.
 *
 * @param {string} host
 */
export function isLoopbackHost(host) {
  return LOOPBACK.test(host.replace(/:\d+$/, '').toLowerCase())
}
