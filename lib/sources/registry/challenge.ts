/** One challenge of a `WWW-Authenticate` header. */
export interface Challenge {
  /** Lower case. */
  readonly scheme: string
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>
}

const TOKEN = /[\w!#$%&'*+.^`|~-]+/y
const SEPARATORS = /[\s,]*/y
const EQUALS = /\s*=\s*/y
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy
const PLAIN = /[^\s,"]+/y

/**
 * Reads a `WWW-Authenticate` header's first Bearer challenge, else its first Basic one. What follows a mistake is
 * not read.
 *
 * @returns undefined when there is neither; never throws
 * @see     https://distribution.github.io/distribution/spec/auth/token/ and RFC 9110 section 11.6.1
 */
export function parseChallenge(header: string): Challenge | undefined {
  const challenges = challengesOf(header)
  return ['bearer', 'basic'].flatMap((name) => challenges.find(({ scheme }) => scheme === name) ?? [])[0]
}

function challengesOf(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = []
  let at = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const match = pattern.exec(header)
    if (match) at = pattern.lastIndex
    return match
  }
  for (;;) {
    take(SEPARATORS)
    const word = take(TOKEN)?.[0].toLowerCase()
    if (word === undefined) return challenges
    // A word without `=` begins the next challenge.
    if (!take(EQUALS)) {
      challenges.push({ scheme: word, parameters: Object.create(null) })
      continue
    }
    const value = take(QUOTED)?.[1]?.replace(/\\(.)/gs, '$1') ?? take(PLAIN)?.[0]
    const current = challenges.at(-1)
    if (value === undefined || !current) return challenges
    current.parameters[word] ??= value
  }
}
