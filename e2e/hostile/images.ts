import { sha256 } from '../../lib/sources/registry/fake-registry.testing'
import { MANIFEST } from '../engines/push'

const OCI = 'application/vnd.oci.image'
const LAYER = `${OCI}.layer.v1.tar+gzip`

/** Documents and blobs of a repository, by what stands behind `/v2/<name>/`. */
export type Image = ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>

interface Parts {
  readonly layers?: readonly Buffer[]
  /** In place of, or beside, what a config has. */
  readonly config?: object
  /** The same for the manifest. */
  readonly manifest?: object
  readonly tags?: readonly string[]
}

/** An image with one layer, of which any part may be another than it should be. */
export function image({ layers = [Buffer.from('layer')], config, manifest, tags = ['1'] }: Parts): Image {
  const all = new Map<string, { type: string; body: Buffer }>()
  const put = (path: string, type: string, body: Buffer) => all.set(path, { type, body })
  const settings = Buffer.from(
    JSON.stringify({
      ...{ os: 'linux', architecture: 'amd64', created: '2026-01-01T00:00:00Z' },
      rootfs: { type: 'layers', diff_ids: layers.map(sha256) },
      history: layers.map(() => ({ created_by: 'COPY . .' })),
      ...config,
    }),
  )
  put(`blobs/${sha256(settings)}`, 'application/octet-stream', settings)
  for (const layer of layers) put(`blobs/${sha256(layer)}`, 'application/octet-stream', layer)
  const written = Buffer.from(
    JSON.stringify({
      ...{ schemaVersion: 2, mediaType: MANIFEST },
      config: { mediaType: `${OCI}.config.v1+json`, digest: sha256(settings), size: settings.length },
      layers: layers.map((layer) => ({ mediaType: LAYER, digest: sha256(layer), size: layer.length })),
      ...manifest,
    }),
  )
  for (const name of [...tags, sha256(written)]) put(`manifests/${name}`, MANIFEST, written)
  put('tags/list', 'application/json', Buffer.from(JSON.stringify({ name: 'x', tags })))
  return all
}

/** A repository whose only tag is this document, whatever it is. */
export function document(body: string | Buffer, type = MANIFEST): Image {
  const bytes = Buffer.from(body)
  return new Map([
    ['tags/list', { type: 'application/json', body: Buffer.from('{"name":"x","tags":["1"]}') }],
    ['manifests/1', { type, body: bytes }],
    [`manifests/${sha256(bytes)}`, { type, body: bytes }],
  ])
}
