import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A registry for unit tests: documents by path, and handlers that go before them to misbehave. */
export interface FakeRegistry {
  readonly host: string
  readonly requests: {
    readonly method: string
    readonly path: string
    readonly authorization: string | undefined
  }[]
  /** Documents by path, e.g. `/v2/app/manifests/1`. */
  readonly documents: Map<string, { readonly type: string; readonly body: string }>
  /** Set to answer requests before the documents do; return false to let the documents answer. */
  before: (request: IncomingMessage, response: ServerResponse) => boolean
  stop(): Promise<void>
}

export const sha256 = (body: string | Buffer) => `sha256:${createHash('sha256').update(body).digest('hex')}`

export async function startFakeRegistry(): Promise<FakeRegistry> {
  const documents: FakeRegistry['documents'] = new Map()
  const requests: FakeRegistry['requests'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push({ method: request.method ?? '', path, authorization: request.headers.authorization })
    if (fake.before(request, response)) return
    const found = documents.get(path.split('?')[0]!)
    if (!found) {
      response.writeHead(404).end('{"errors":[{"code":"NOT_FOUND"}]}')
      return
    }
    const headers = { 'content-type': found.type, 'docker-content-digest': sha256(found.body) }
    response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : found.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeRegistry = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    documents,
    before: () => false,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return fake
}

const OCI = 'application/vnd.oci.image'

/** Puts an image with layers of these contents under a tag. @returns the manifest's digest */
export function putImage(
  fake: FakeRegistry,
  repository: string,
  tag: string,
  layers: readonly string[],
): string {
  const config = JSON.stringify({
    os: 'linux',
    architecture: 'amd64',
    created: '2026-01-01T00:00:00Z',
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => sha256(layer)) },
    history: layers.map((layer) => ({ created_by: `COPY ${layer} .` })).concat(),
  })
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: { mediaType: `${OCI}.config.v1+json`, digest: sha256(config), size: config.length },
    layers: layers.map((layer) => ({
      mediaType: `${OCI}.layer.v1.tar+gzip`,
      digest: sha256(`gz ${layer}`),
      size: layer.length,
    })),
  })
  putDocument(fake, `/v2/${repository}/blobs/${sha256(config)}`, 'application/octet-stream', config)
  return putManifest(fake, repository, tag, manifest)
}

export function putManifest(fake: FakeRegistry, repository: string, tag: string, manifest: string): string {
  const type = (JSON.parse(manifest) as { mediaType?: string }).mediaType ?? 'application/json'
  putDocument(fake, `/v2/${repository}/manifests/${tag}`, type, manifest)
  putDocument(fake, `/v2/${repository}/manifests/${sha256(manifest)}`, type, manifest)
  return sha256(manifest)
}

export function putDocument(fake: FakeRegistry, path: string, type: string, body: string): void {
  fake.documents.set(path, { type, body })
}
