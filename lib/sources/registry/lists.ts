import type { z } from 'zod'
import { isTag, parseRepository, type Repository } from '../../oci/reference'
import { Budget } from '../budget'
import { checked, jsonOf, malformed } from '../json'
import { failureIn, type Listed, SourceError } from '../source'
import type { Answer } from './answer'
import type { Ask, RegistryClient } from './client'
import { catalogSchema, tagListSchema } from './schemas'

/** Of all pages of a list together: as much as is kept of one, and again. */
const LIST_LIMIT_BYTES = 8 << 20
const PAGE = 1000
/**
 * A server that sends no `Link` is asked on with `last` after a full page: one of as many names as the first. Such a
 * server's own most is a round number too, so that most short lists cost no second question.
 *
 * @see the distribution-spec, "Listing Tags"
 */
const ROUND = 10
/** Registries that give 50 names a page, whatever is asked for, still list 50,000. */
const MAX_PAGES = 1000
/** A list of many pages may take so many times the time of one question. */
const PATIENCE = 3

/** What is kept of one list; as many names of signatures beside, which may come by the hundred thousand, before all others. */
const LIMITS = { names: 50_000, bytes: 2 << 20 }
const SIGNATURES = /^sha(?:256|512)-/

/**
 * The tags of a repository, in the registry's order, each once: all of them, or the first ones of very many. Names that
 * are no tags are dropped.
 */
export async function listTags(
  client: RegistryClient,
  { host, repository }: Repository,
  signal: AbortSignal,
  limits = LIMITS,
): Promise<Listed<string>> {
  const ask = { scope: `repository:${repository}:pull`, what: `${host}/${repository}` }
  const first = `/v2/${repository}/tags/list?n=${PAGE}`
  const namesOf = tagListSchema.transform(({ tags }) => tags)
  return readNames(client, first, ask, namesOf, new Names(isTag, limits), signal)
}

/**
 * The repositories of a registry: all of them, or the first ones of very many.
 *
 * @throws SourceError `no-catalog` when the registry does not offer the list (it is not in the OCI specification)
 */
export async function listRepositories(
  client: RegistryClient,
  signal: AbortSignal,
  limits = LIMITS,
): Promise<Listed<string>> {
  const ask = { scope: 'registry:catalog:*', what: `${client.host}/v2/_catalog` }
  try {
    const namesOf = catalogSchema.transform(({ repositories }) => repositories)
    const isName = (name: string) => parseRepository(`${client.host}/${name}`) !== undefined
    return await readNames(client, `/v2/_catalog?n=${PAGE}`, ask, namesOf, new Names(isName, limits), signal)
  } catch (error) {
    const failure = failureIn(error)
    const off =
      ['not-found', 'unauthorized', 'denied'].includes(failure.code) ||
      (failure.code === 'server-error' && (failure.status === 405 || failure.status === 501))
    throw off ? new SourceError({ code: 'no-catalog', at: client.host }, { cause: error }) : error
  }
}

/** The names of a list as its pages come, each once. */
class Names {
  private readonly kept = new Set<string>()
  private bytes = 0
  private signatures = 0
  /** Whether some were left out. */
  isCut = false

  constructor(
    private readonly isName: (text: string) => boolean,
    private readonly limits: typeof LIMITS,
  ) {}

  /** Whether those that come are not looked at any more. */
  get isFull(): boolean {
    return this.bytes >= this.limits.bytes || this.kept.size - this.signatures >= this.limits.names
  }

  /** @returns whether there was one among them that is new */
  add(page: readonly string[]): boolean {
    let isNew = false
    for (const name of page) {
      if (this.kept.has(name) || !this.isName(name)) continue
      isNew = true
      const isSignature = SIGNATURES.test(name)
      if (isSignature ? this.signatures >= this.limits.names : this.isFull) {
        this.isCut = true
        continue
      }
      this.kept.add(name)
      if (isSignature) this.signatures++
      else this.bytes += name.length
    }
    return isNew
  }

  /** @param more  whether pages were left unread */
  list(more: boolean): Listed<string> {
    const names = [...this.kept]
    return more || this.isCut ? Object.assign(names, { cutAt: names.length }) : names
  }
}

/** The names on the pages of a list. */
async function readNames(
  client: RegistryClient,
  first: string,
  ask: { scope: string; what: string },
  schema: z.ZodType<readonly string[]>,
  names: Names,
  signal: AbortSignal,
): Promise<Listed<string>> {
  const seen = new Set<string>()
  const budget = new Budget(client.timeoutMs * PATIENCE)
  let limitBytes = LIST_LIMIT_BYTES
  let linked = false
  let full: number | undefined
  let path: string | undefined = first
  while (path !== undefined && !seen.has(path)) {
    // Where no `Link` says that there is more, the next page does.
    if (names.isFull && (linked || names.isCut)) return names.list(true)
    // What has no end is no list.
    if (seen.size === MAX_PAGES) throw malformed(client.host, `list: more than ${MAX_PAGES} pages`)
    seen.add(path)
    const answer = await askPage(client, path, { ...ask, limitBytes, budget }, signal)
    limitBytes -= answer.body.length
    const page = checked(jsonOf(answer.body, client.host), schema, client.host)
    const isNew = names.add(page)
    path = nextPage(answer, first)
    linked ||= path !== undefined
    full ??= page.length % ROUND === 0 ? page.length : Number.POSITIVE_INFINITY
    const goesOn = !linked && isNew && page.length >= full
    if (goesOn) path = `${first}&last=${encodeURIComponent(page.at(-1)!)}`
  }
  return names.list(false)
}

async function askPage(client: RegistryClient, path: string, ask: Ask, signal: AbortSignal): Promise<Answer> {
  try {
    return await client.ask(path, ask, signal)
  } catch (error) {
    const failure = failureIn(error)
    if (failure.code !== 'too-large') throw error
    throw new SourceError({ ...failure, limitBytes: LIST_LIMIT_BYTES }, { cause: error })
  }
}

/**
 * The path of the next page from a `Link: <…>; rel="next"` header, relative or absolute. Only its query is taken:
 * a registry cannot lead the client to another host, and one behind a proxy need not know its own address.
 *
 * @see RFC 8288 and the distribution-spec, "Content Discovery"
 */
export function nextPage({ headers, url }: Answer, first: string): string | undefined {
  const header = Array.isArray(headers.link) ? headers.link.join(', ') : headers.link
  const link = /<([^<>]*)>\s*;[^,<]*\brel="?next"?/i.exec(header ?? '')?.[1]
  if (link === undefined || !URL.canParse(link, url)) return undefined
  return first.split('?')[0] + new URL(link, url).search
}
