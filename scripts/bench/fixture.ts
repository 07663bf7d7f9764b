import { createHash } from 'node:crypto'
import pLimit from 'p-limit'
import { type Registry, startRegistry } from '../../e2e/engines/registry'
import type { TransferBytes, UnpackedBytes } from '../../lib/oci/bytes'
import { chainIds } from '../../lib/oci/chain'
import type { ConfigDigest, DiffId, Digest } from '../../lib/oci/digest'
import type { ImageFacts } from '../../lib/oci/facts'
import { started } from './started'

const OCI = 'application/vnd.oci.image'
const CONCURRENCY = 8

export const sha256 = <D extends Digest>(text: string) =>
  `sha256:${createHash('sha256').update(text).digest('hex')}` as D

export const MANIFEST = `${OCI}.manifest.v1+json`
export const AT = '2026-01-01T00:00:00.000Z'

/** Facts as a registry and a host report them. @param contents  what each layer holds, base first */
export function imageOf(reference: string, contents: readonly string[]): ImageFacts {
  const diffIds = contents.map((content) => sha256<DiffId>(content))
  const chain = chainIds(diffIds)
  return {
    reference,
    origins: [{ kind: 'registry', name: 'bench', at: AT }],
    configDigest: sha256<ConfigDigest>(`config ${reference}`),
    repoDigests: [],
    layers: diffIds.map((diffId, depth) => ({
      diffId,
      chainId: chain[depth]!,
      blob: {
        digest: sha256(`blob ${contents[depth]}`),
        mediaType: `${OCI}.layer.v1.tar+gzip`,
        transferBytes: (1000 + depth) as TransferBytes,
      },
      unpacked: { bytes: (3000 + depth) as UnpackedBytes, exactness: 'measured', ruler: 'file content' },
    })),
    history: contents.map((content, layer) => ({ createdBy: `COPY ${content} .`, layer })),
    stepsFrom: 'config',
  }
}

/** A registry whose repository `bench/app` is a chained series: of each tag the topmost layer is its own. */
export async function filledRegistry(tags: number, layers: number): Promise<Registry> {
  const registry = await started(startRegistry())
  const base = `http://${registry.host}/v2/bench/app`
  const send = async (
    method: string,
    url: URL | string,
    body?: string,
    type = 'application/octet-stream',
  ) => {
    const answer = await fetch(url, { method, body, headers: { 'content-type': type } })
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const upload = async (content: string) => {
    const start = await send('POST', `${base}/blobs/uploads/`)
    const location = new URL(start.headers.get('location') ?? '', base)
    location.searchParams.set('digest', sha256(content))
    await send('PUT', location, content)
  }
  const push = async (tag: number) => {
    const { manifest, config } = documentsOf(tag, layers)
    await upload(config)
    await send('PUT', `${base}/manifests/0.0.${tag + 1}`, manifest, MANIFEST)
  }
  const limit = pLimit(CONCURRENCY)
  const each = (count: number, work: (index: number) => Promise<void>) =>
    Promise.all(Array.from({ length: count }, (_, index) => limit(() => work(index))))
  await each(layers - 1 + tags, (index) => upload(contentOf(index)))
  await each(tags, push)
  return registry
}

/** Layer contents are one line each: what is measured is the number of documents, not of bytes. */
const contentOf = (index: number) => `layer ${index}\n`

function documentsOf(tag: number, count: number) {
  const own = Array.from({ length: count }, (_, index) => contentOf(index < count - 1 ? index : index + tag))
  const described = (kind: string, content: string) => ({
    mediaType: `${OCI}.${kind}`,
    digest: sha256(content),
    size: content.length,
  })
  const config = JSON.stringify({
    os: 'linux',
    architecture: 'amd64',
    created: new Date(1_700_000_000_000 + tag * 1000).toISOString(),
    rootfs: { type: 'layers', diff_ids: own.map(sha256) },
    history: own.map((content) => ({
      created: AT,
      created_by: `/bin/sh -c #(nop) COPY dir:${sha256(content).slice(7)} in . `,
    })),
  })
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: described('config.v1+json', config),
    layers: own.map((content) => described('layer.v1.tar', content)),
  })
  return { manifest, config }
}
