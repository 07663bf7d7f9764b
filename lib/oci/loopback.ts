/**
 * Whether a `host[:port]` is this machine by its name alone: `localhost` and its subdomains, 127.0.0.0/8, `[::1]`.
 * Names are not looked up, since an answer of DNS could change after the check.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    name === '::1' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  )
}
