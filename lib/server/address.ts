/** The name by which a request reached the server; the proxy has let in none that is not its own. */
export function addressOf(head: Headers): URL | undefined {
  const protocol = head.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http'
  const base = `${protocol}://${head.get('host') ?? ''}`
  return URL.canParse(base) ? new URL(base) : undefined
}
