import { BASE_PATH } from '../link/base-path'

/**
 * The address by which a request reached the server, base path included; the door has let in no name that is not its
 * own, and no word of a proxy that is not named.
 */
export function addressOf(head: Headers): URL | undefined {
  const protocol = head.get('x-forwarded-proto') === 'https' ? 'https' : 'http'
  const origin = `${protocol}://${head.get('host') ?? ''}`
  return URL.canParse(origin) ? new URL(BASE_PATH, origin) : undefined
}
