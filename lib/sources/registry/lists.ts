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
  const pages = await readPages(client, first, ask, tagListSchema, signal)
  return [...new Set(pages.flatMap(({ tags }) => tags))].filter(isTag)
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
    const pages = await readPages(client, `/v2/_catalog?n=${PAGE}`, ask, catalogSchema, signal)
    const names = [...new Set(pages.flatMap(({ repositories }) => repositories))]
    return names.filter((name) => parseRepository(`${client.host}/${name}`) !== undefined)
  } catch (error) {
    const failure = failureIn(error)
    const off =
      ['not-found', 'unauthorized', 'denied'].includes(failure.code) ||
      (failure.code === 'server-error' && (failure.status === 405 || failure.status === 501))
    throw off ? new SourceError({ code: 'no-catalog', at: client.host }, { cause: error }) : error
  }
}

async function readPages<T>(
  client: RegistryClient,
  first: string,
  ask: { scope: string; what: string },
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T[]> {
  const pages: T[] = []
  const seen = new Set<string>()
  const budget = new Budget(client.timeoutMs * PATIENCE)
  let limitBytes = LIST_LIMIT_BYTES
  let path: string | undefined = first
  while (path !== undefined && !seen.has(path)) {
    // A list that is cut would look whole: too long is a failure.
    if (seen.size === MAX_PAGES) throw malformed(client.host, `Link: more than ${MAX_PAGES} pages`)
    seen.add(path)
    const answer = await askPage(client, path, { ...ask, limitBytes, budget }, signal)
    limitBytes -= answer.body.length
    pages.push(checked(jsonOf(answer.body, client.host), schema, client.host))
    path = nextPage(answer, first)
  }
  return pages
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
function nextPage({ headers, url }: Answer, first: string): string | undefined {
  const header = Array.isArray(headers.link) ? headers.link.join(', ') : headers.link
  const link = /<([^<>]*)>\s*;[^,<]*\brel="?next"?/i.exec(header ?? '')?.[1]
  if (link === undefined || !URL.canParse(link, url)) return undefined
  return first.slice(0, first.indexOf('?')) + new URL(link, url).search
}
