import type { z } from 'zod'
import { isTag, parseRepository, type Repository } from '../../oci/reference'
import { Budget } from '../budget'
import { checked, jsonOf, malformed } from '../json'
import { failureIn, SourceError } from '../source'
import type { Answer } from './answer'
import type { Ask, RegistryClient } from './client'
import { catalogSchema, tagListSchema } from './schemas'

/** Of all pages of a list together. */
const LIST_LIMIT_BYTES = 16 << 20
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

/** All tags of a repository, in the registry's order, each once. Names that are no tags are dropped. */
export async function listTags(
  client: RegistryClient,
  { host, repository }: Repository,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const ask = { scope: `repository:${repository}:pull`, what: `${host}/${repository}` }
  const first = `/v2/${repository}/tags/list?n=${PAGE}`
  const namesOf = tagListSchema.transform(({ tags }) => tags)
  return (await readNames(client, first, ask, namesOf, signal)).filter(isTag)
}

/**
 * All repositories of a registry.
 *
 * @throws SourceError `no-catalog` when the registry does not offer the list (it is not in the OCI specification)
 */
export async function listRepositories(
  client: RegistryClient,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const ask = { scope: 'registry:catalog:*', what: `${client.host}/v2/_catalog` }
  try {
    const namesOf = catalogSchema.transform(({ repositories }) => repositories)
    const names = await readNames(client, `/v2/_catalog?n=${PAGE}`, ask, namesOf, signal)
    return names.filter((name) => parseRepository(`${client.host}/${name}`) !== undefined)
  } catch (error) {
    const failure = failureIn(error)
    const off =
      ['not-found', 'unauthorized', 'denied'].includes(failure.code) ||
      (failure.code === 'server-error' && (failure.status === 405 || failure.status === 501))
    throw off ? new SourceError({ code: 'no-catalog', at: client.host }, { cause: error }) : error
  }
}

/** The names on all pages of a list, each once. */
async function readNames(
  client: RegistryClient,
  first: string,
  ask: { scope: string; what: string },
  schema: z.ZodType<readonly string[]>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const names = new Set<string>()
  const seen = new Set<string>()
  const budget = new Budget(client.timeoutMs * PATIENCE)
  let limitBytes = LIST_LIMIT_BYTES
  let linked = false
  let full: number | undefined
  let path: string | undefined = first
  while (path !== undefined && !seen.has(path)) {
    // A list that is cut would look whole: too long is a failure.
    if (seen.size === MAX_PAGES) throw malformed(client.host, `list: more than ${MAX_PAGES} pages`)
    seen.add(path)
    const answer = await askPage(client, path, { ...ask, limitBytes, budget }, signal)
    limitBytes -= answer.body.length
    const page = checked(jsonOf(answer.body, client.host), schema, client.host)
    const known = names.size
    for (const name of page) names.add(name)
    path = nextPage(answer, first)
    linked ||= path !== undefined
    full ??= page.length % ROUND === 0 ? page.length : Number.POSITIVE_INFINITY
    const goesOn = !linked && names.size > known && page.length >= full
    if (goesOn) path = `${first}&last=${encodeURIComponent(page.at(-1)!)}`
  }
  return [...names]
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
