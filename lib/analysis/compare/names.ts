import type { StrategyInput } from '../question'

/** What a strategy can be called. */
export interface Nameable {
  readonly input: StrategyInput
  readonly colour: number
}

/**
 * Names strategies so that each can be told from the others. The older one keeps its name when another is added: the newcomer
 * takes the next of its own names that is free, a longer one. A name that a person gave is never changed.
 *
 * @param names  of each its possible names, the shortest first
 * @returns      in the order of the strategies; their age is that of their colours, which stay when they are moved
 */
export function distinctNames<S extends Nameable>(
  strategies: readonly S[],
  names: (strategy: S) => readonly string[],
): readonly string[] {
  const taken = new Set<string>()
  // What an older one might be called says of its repository too: `app` is no name for another registry's.
  const meant = new Map<string, string>()
  const found: string[] = []
  for (const [at, strategy] of [...strategies.entries()].toSorted(([, a], [, b]) => a.colour - b.colour)) {
    const { name, reference, filter } = strategy.input
    const longer = filter === undefined ? [reference] : [reference, `${reference} ${filter}`]
    const own = names(strategy)
    const free = own.filter((one) => (meant.get(one) ?? reference) === reference)
    const chosen = name ?? firstFree([...free, ...longer], taken)
    taken.add(chosen)
    for (const one of own) if (reference.includes(one) && !meant.has(one)) meant.set(one, reference)
    found[at] = chosen
  }
  return found
}

/** The last part of a repository's name. */
export function shortNameOf(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1)
}

/** The last part of each repository's name; all of it, its registry first, where another one ends alike. */
export function shortNamesOf(repositories: readonly string[]): readonly string[] {
  const known = new Map<string, Set<string>>()
  for (const repository of repositories) {
    const short = shortNameOf(repository)
    known.set(short, (known.get(short) ?? new Set()).add(repository))
  }
  return repositories.map((repository) => {
    const short = shortNameOf(repository)
    return known.get(short)?.size === 1 ? short : repository
  })
}

function firstFree(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name))
  if (free !== undefined) return free
  const longest = names.at(-1) ?? ''
  let count = 2
  while (taken.has(`${longest} (${count})`)) count++
  return `${longest} (${count})`
}
