/** One challenge of a `WWW-Authenticate` header. */
export interface Challenge {
  /** Lower case. */
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * Reads a `WWW-Authenticate` header's first Bearer challenge, else its first Basic one.
 *
 * @returns undefined when there is neither; never throws
 * @see     https://distribution.github.io/distribution/spec/auth/token/ and RFC 9110 section 11.6.1
 */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  const challenges: Challenge[] = []
  for (const [, scheme = '', rest = ''] of (header ?? '').matchAll(
    /(?:^|,\s*)(Bearer|Basic)\b((?:\s*,?\s*\w+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",]+))*)/gi,
  )) {
    const parameters: Record<string, string> = {}
    for (const [, key = '', quoted, plain] of rest.matchAll(
      /(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g,
    )) {
      parameters[key.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''
    }
    challenges.push({ scheme: scheme.toLowerCase(), parameters })
  }
  return challenges.find(({ scheme }) => scheme === 'bearer') ?? challenges[0]
}
