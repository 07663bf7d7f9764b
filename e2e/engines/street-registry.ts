/**
 * A registry that serves repositories from a description, read only, over plain http on loopback: tag lists as real
 * repositories have them, and recorded official images. Manifests and configs are real documents under their digests;
 * layers are sizes under digests made from their names.
 *
 *   npx tsx e2e/engines/street-registry.ts [--port N] [--shapes file] [--official folder]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { RegistryRequest } from './access-log'
import { officialRecords, STREET_DATA, statesAt } from './official-records'
import { officialRepository, type Repository, type Shapes, shapedRepository } from './street-repository'

export interface StreetRegistry {
  /** `host:port`. */
  readonly host: string
  /** What was asked so far, oldest first; HEAD and blobs included. */
  requests(): readonly RegistryRequest[]
  stop(): Promise<void>
}

export interface StreetOptions {
  /** A free one when absent. */
  readonly port?: number | undefined
  /** Files as the bundled ones. */
  readonly shapes?: string | undefined
  readonly official?: string | undefined
  /** The time at which the official images are as they were, ISO; now when absent. */
  readonly at?: string | undefined
  /** Repositories beside those of the files, by name. */
  readonly more?: Shapes | undefined
}

/** No page of a list has more names, whatever is asked for. */
const PAGE = 1000
/** Contents of larger blobs are not made up. */
const LARGEST_BLOB = 1 << 20

export async function startStreetRegistry(options: StreetOptions = {}): Promise<StreetRegistry> {
  const { port = 0, official = path.join(STREET_DATA, 'official'), more = {} } = options
  const shapes: Shapes = JSON.parse(
    readFileSync(options.shapes ?? path.join(STREET_DATA, 'shapes.json'), 'utf8'),
  )
  const repositories = new Map<string, Repository>()
  for (const [name, shape] of Object.entries({ ...shapes, ...more })) {
    repositories.set(name, shapedRepository(shape))
  }
  for (const file of readdirSync(official).filter(
    (one) => one.endsWith('.json') && one !== 'expected.json',
  )) {
    const name = path.basename(file, '.json')
    repositories.set(name, officialRepository(statesAt(officialRecords(name, official), options.at)))
  }
  const requests: RegistryRequest[] = []
  const server = createServer((asked, answer) => {
    const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://registry')
    const bytes = respond(repositories, pathname, searchParams, asked, answer)
    requests.push({ method: asked.method ?? '', path: pathname, status: answer.statusCode, bytes })
  })
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Answers one request. @returns bytes of the answer's body */
function respond(
  repositories: ReadonlyMap<string, Repository>,
  pathname: string,
  search: URLSearchParams,
  { method }: IncomingMessage,
  answer: ServerResponse,
): number {
  const send = (status: number, body: Buffer, headers: Record<string, string | number> = {}) => {
    answer.writeHead(status, {
      'content-type': 'application/json',
      'content-length': body.length,
      ...headers,
    })
    answer.end(method === 'HEAD' ? undefined : body)
    return method === 'HEAD' ? 0 : body.length
  }
  const refuse = (status: number, code: string) =>
    send(status, Buffer.from(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] })))
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'UNSUPPORTED')
  if (pathname === '/v2/') return send(200, Buffer.from('{}'))
  if (pathname === '/v2/_catalog') return sendPage('repositories', [...repositories.keys()].sort(), true)
  const [, name = '', kind, reference = ''] =
    /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)\/([^/]+)$/.exec(pathname) ?? []
  const repository = repositories.get(name)
  if (!repository) return refuse(404, 'NAME_UNKNOWN')
  if (kind === 'tags') return sendPage('tags', repository.tags(), repository.linked, name)
  if (kind === 'manifests') {
    const document = repository.manifest(decodeURIComponent(reference))
    if (!document) return refuse(404, 'MANIFEST_UNKNOWN')
    return send(200, document.body, {
      'content-type': document.mediaType,
      'docker-content-digest': document.digest,
    })
  }
  if (kind === 'blobs') {
    const blob = repository.blob(reference)
    if (blob === undefined) return refuse(404, 'BLOB_UNKNOWN')
    const headers = { 'content-type': 'application/octet-stream', 'docker-content-digest': reference }
    if (typeof blob !== 'number') return send(200, blob, headers)
    if (method === 'HEAD') return send(200, Buffer.alloc(0), { ...headers, 'content-length': blob })
    return blob > LARGEST_BLOB ? refuse(404, 'BLOB_UNKNOWN') : send(200, Buffer.alloc(blob), headers)
  }
  return refuse(404, 'UNSUPPORTED')

  function sendPage(key: string, names: readonly string[], linked: boolean, of?: string) {
    const last = search.get('last') ?? ''
    const size = Math.min(Number(search.get('n') ?? PAGE) || PAGE, PAGE)
    const rest = last === '' ? names : names.filter((one) => one > last)
    const page = rest.slice(0, size)
    const next = new URLSearchParams({ n: String(size), last: page.at(-1) ?? '' })
    const link: Record<string, string> =
      linked && rest.length > size ? { link: `<${pathname}?${next}>; rel="next"` } : {}
    return send(200, Buffer.from(JSON.stringify({ ...(of && { name: of }), [key]: page })), link)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { port: text, shapes: text, official: text } })
  const { host } = await startStreetRegistry({ ...values, port: Number(values.port ?? 0) })
  console.log(host)
}
