import { readList } from './read-list'
import type { SchemeId } from './reading'

/** A repository that a source lists. */
export interface Found {
  /** Canonical `host/path`. */
  readonly repository: string
  /** How many tags it has, where the list says so. */
  readonly tags?: number | undefined
  /** Whether a registry lists it: it says then how its layers are stored. */
  readonly inRegistry: boolean
}

/** A repository whose tags are known by name. */
export interface Listed extends Found {
  readonly names: readonly string[]
  /** ISO time of its newest tag, where the list has it. */
  readonly newest?: string | undefined
}

/** What repositories have in common that are taken for one application. */
export type Kinship = 'name' | 'words' | 'folder' | 'host'

/** The repositories that a first screen compares, and why these. */
export interface Likeliest {
  /** Canonical, two or three, those with most in common first. */
  readonly repositories: readonly string[]
  readonly by: Kinship
  /** What they have in common: `app` for `app-chained` and `app-fixed`. */
  readonly text: string
  /** Versions that all of them have. */
  readonly common: number
}

/** Lists that are asked for, in all and of one family. */
const MOST_LISTS = 12
const MOST_OF_ONE = 6
/** More names than this are not looked through, nor are more words of a name. */
const MOST_FOUND = 1000
const MOST_WORDS = 6
const MOST_SHOWN = 3
const MOST_NAMES = 500

/** How much a way of being alike says. Names begin with the application more often than they end with it. */
const WEIGHTS = { name: 3, start: 3, end: 2, folder: 1, host: 0.5 } as const
type Likeness = keyof typeof WEIGHTS
const KINSHIP = {
  name: 'name',
  start: 'words',
  end: 'words',
  folder: 'folder',
  host: 'host',
} as const satisfies Record<Likeness, Kinship>
/** Other applications beside each other have a version in common by chance, and seldom most of them. */
const LEAST_SHARED = 0.5
const LEAST_COMMON = 2

interface Family<Member extends Found> {
  readonly by: Likeness
  readonly text: string
  readonly members: readonly Member[]
}

/**
 * Which repositories' tags are worth asking for: those that may be one application by their names, `MOST_LISTS` at most.
 * One of several copies under other hosts stands for all of them; one that is known to have a single tag is left out.
 */
export function worthListing(found: readonly Found[]): readonly Found[] {
  const several = found.slice(0, MOST_FOUND).filter(({ tags = 2 }) => tags > 1)
  const chosen = new Set<Found>()
  const families = familiesOf(withoutCopies(several)).map((family) => ({ family, size: sizeOf(family) }))
  const byPromise = families.toSorted(
    (a, b) => WEIGHTS[b.family.by] - WEIGHTS[a.family.by] || b.size - a.size,
  )
  for (const { family } of byPromise) {
    if (chosen.size >= MOST_LISTS) break
    for (const member of family.members.toSorted(bySize).slice(0, MOST_OF_ONE)) {
      if (chosen.size < MOST_LISTS) chosen.add(member)
    }
  }
  return [...chosen]
}

/**
 * The two or three repositories that are likeliest to be ways of versioning one application: alike by name, with several
 * releases each, numbered alike, and with versions in common. The newest of equally likely ones.
 *
 * @returns undefined where nothing is likely: a guess would compare what has nothing to do with each other
 */
export function likeliestOf(listed: readonly Listed[]): Likeliest | undefined {
  const read = withoutCopies(listed).flatMap((one): Read[] => {
    const list = readList(one.names.slice(-MOST_NAMES), { reference: one.repository })
    if (!list.ok || list.reading.rows.length < 2) return []
    return [{ ...one, rows: new Set(list.reading.rows), scheme: list.reading.scheme }]
  })
  const scored = familiesOf(read).flatMap((family) => bestOf(family) ?? [])
  return scored.toSorted(
    (a, b) =>
      b.score - a.score ||
      compare(b.newest, a.newest) ||
      b.text.length - a.text.length ||
      compare(a.text, b.text),
  )[0]?.answer
}

interface Read extends Listed {
  readonly rows: ReadonlySet<string>
  readonly scheme: SchemeId
}

interface Scored {
  readonly score: number
  readonly newest: string
  readonly text: string
  readonly answer: Likeliest
}

/** The members of a family that have most in common with each other. */
function bestOf({ by, text, members }: Family<Read>): Scored | undefined {
  const some = members.toSorted((a, b) => b.rows.size - a.rows.size || bySize(a, b)).slice(0, MOST_OF_ONE)
  const pairs = some.flatMap((a, index) => some.slice(index + 1).map((b) => [a, b] as const))
  const [pair] = pairs.toSorted((x, y) => likeness(...y) - likeness(...x))
  if (!pair) return undefined
  const isClose = by !== 'folder' && by !== 'host'
  const joins = (other: Read) => pair.every((one) => sharedOf(one, other) >= LEAST_SHARED)
  const chosen = [...pair, ...some.filter((one) => !pair.includes(one) && joins(one))].slice(0, MOST_SHOWN)
  const [first, ...others] = chosen as [Read, ...Read[]]
  const common = [...first.rows].filter((name) => others.every(({ rows }) => rows.has(name))).length
  if (by !== 'name' && common < LEAST_COMMON) return undefined
  if (!isClose && sharedOf(...pair) < LEAST_SHARED) return undefined
  if (!isClose && first.scheme === 'names') return undefined
  const newest =
    chosen
      .map((one) => one.newest ?? '')
      .sort()
      .at(-1) ?? ''
  const score =
    WEIGHTS[by] + likeness(...pair) + Math.log2(1 + Math.min(64, common)) / 3 + (chosen.length - 2) / 4
  return {
    score,
    newest,
    text,
    answer: { repositories: chosen.map(({ repository }) => repository), by: KINSHIP[by], text, common },
  }
}

const likeness = (a: Read, b: Read) => 2 * sharedOf(a, b) + (a.scheme === b.scheme ? 0.5 : 0)

/** Which share of the shorter series is in the other one, by the names of its releases. */
function sharedOf(a: Read, b: Read): number {
  const [few, many] = a.rows.size < b.rows.size ? [a.rows, b.rows] : [b.rows, a.rows]
  return [...few].filter((name) => many.has(name)).length / few.size
}

/** Repositories that have something of their names in common; each family once. Linear in the names. */
function familiesOf<Member extends Found>(found: readonly Member[]): readonly Family<Member>[] {
  const families = new Map<string, Family<Member> & { readonly members: Member[] }>()
  const join = (by: Likeness, text: string, where: string, member: Member) => {
    const key = `${by} ${where} ${text}`
    const family = families.get(key) ?? { by, text, members: [] }
    families.set(key, family)
    family.members.push(member)
  }
  for (const member of found) {
    const { host, folder, base } = placeOf(member.repository)
    join('name', base, host, member)
    const words = base.split(/[-_.]+/).slice(0, MOST_WORDS)
    const starts = words.map((_, count) => words.slice(0, count + 1).join('-'))
    const ends = words.slice(1).map((_, from) => words.slice(from + 1).join('-'))
    for (const start of starts) join('start', start, `${host}/${folder}`, member)
    for (const end of ends) join('end', end, `${host}/${folder}`, member)
    if (folder !== '' && folder !== 'library') join('folder', folder, host, member)
    else if (host !== 'docker.io') join('host', host, host, member)
  }
  return [...families.values()].filter(({ members }) => members.length > 1)
}

function placeOf(repository: string) {
  const [host = '', ...path] = repository.split('/')
  return { host, folder: path.slice(0, -1).join('/'), base: path.at(-1) ?? '' }
}

/** Of repositories with one path under several hosts the one that a registry lists, or that has the most tags. */
function withoutCopies<Member extends Found>(found: readonly Member[]): readonly Member[] {
  const kept = new Map<string, Member>()
  for (const one of found) {
    const path = one.repository.slice(one.repository.indexOf('/') + 1).replace(/^library\//, '')
    const other = kept.get(path)
    if (!other || bySize(one, other) < 0) kept.set(path, one)
  }
  return [...kept.values()]
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function bySize(a: Found, b: Found): number {
  const known = Number(b.inRegistry) - Number(a.inRegistry)
  return known || (b.tags ?? 0) - (a.tags ?? 0) || compare(a.repository, b.repository)
}

/** What the lists tell of a family: first how many have more than two tags, then how many there are. */
const sizeOf = ({ members }: Family<Found>) =>
  members.length / MOST_FOUND + members.filter(({ tags = 2 }) => tags > 2).length
