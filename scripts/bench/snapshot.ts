import { gzipSync } from 'node:zlib'
import { startApp } from '../../e2e/engines/app'
import type { CompareReport } from '../../lib/analysis/report'
import type { OpenSnapshot } from '../../lib/link/snapshots'
import type { TransferBytes, UnpackedBytes } from '../../lib/oci/bytes'
import { chainIds } from '../../lib/oci/chain'
import type { BlobDigest, ConfigDigest, DiffId, ManifestDigest } from '../../lib/oci/digest'
import type { ImageFacts } from '../../lib/oci/facts'
import { writeSnapshot } from '../../lib/sources/snapshot'
import { sha256 } from './fixture'
import { check } from './limit'

const SERIES = 4
const TAGS = 500
const LAYERS = 40
const RUNS = 3

/** Dropping a snapshot of 2,000 tags on the page: it is sent, checked, and the comparison of all of them answered. */
export async function benchSnapshot(): Promise<boolean> {
  const text = madeSnapshot()
  const app = await startApp()
  try {
    // The first answer of a process also loads the code.
    await open(app.url, Buffer.from(writeSnapshot({ title: '', createdAt: AT, images: [] })), 'warm')
    const plain = await best(() => open(app.url, Buffer.from(text), 'bench'))
    const packed = await best(() => open(app.url, gzipSync(text), 'packed'))
    const megabytes = (Buffer.byteLength(text) / 1e6).toFixed(1)
    console.log(
      `     a snapshot of ${SERIES * TAGS} tags × ${LAYERS} layers: ${megabytes} MB, ${packed.toFixed(0)} ms packed`,
    )
    return check('opening a snapshot of 2,000 tags, first comparison included', plain, 1000, ' ms')
  } finally {
    await app.stop()
  }
}

/** The middle of three: the file is read anew each time. */
async function best(work: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) times.push(await work())
  return times.sort((a, b) => a - b)[1] ?? 0
}

async function open(url: string, body: Uint8Array<ArrayBuffer>, name: string): Promise<number> {
  const start = performance.now()
  const answer = await fetch(`${url}/api/snapshots?name=${name}.strata.json`, { method: 'POST', body })
  if (!answer.ok) throw new Error(`POST /api/snapshots answers ${answer.status}: ${await answer.text()}`)
  const opened = (await answer.json()) as OpenSnapshot
  const compared = await fetch(`${url}/api/compare?source=snapshot:${opened.name}`)
  const report = (await compared.json()) as CompareReport
  const time = performance.now() - start
  const shown = report.strategies.reduce((sum, { tags }) => sum + tags.length, 0)
  if (name !== 'warm' && shown !== SERIES * TAGS) throw new Error(`${shown} tags are shown`)
  return time
}

const AT = '2026-01-01T00:00:00.000Z'

function madeSnapshot(): string {
  const names = Array.from({ length: SERIES }, (_, series) => `localhost:5000/series${series}`)
  return writeSnapshot({
    title: 'Bench',
    createdAt: AT,
    engine: { version: '28.5.2', store: 'classic' },
    strategies: names.map((reference) => ({ reference, take: -TAGS })),
    images: names.flatMap((name, series) =>
      Array.from({ length: TAGS }, (_, tag) => image(`${name}:0.0.${tag + 1}`, layersOf(series, tag))),
    ),
  })
}

/** Half of the layers are common to all tags, the others go with the releases. */
function layersOf(series: number, tag: number): readonly string[] {
  return Array.from({ length: LAYERS }, (_, layer) =>
    layer < LAYERS / 2 ? `${series} ${layer}` : `${series} ${layer} ${Math.floor(tag / (LAYERS - layer))}`,
  )
}

function image(reference: string, contents: readonly string[]): ImageFacts {
  const diffIds = contents.map((content) => sha256(content) as string as DiffId)
  const chain = chainIds(diffIds)
  return {
    reference,
    origins: [
      { kind: 'daemon', name: 'unix:///var/run/docker.sock', at: AT },
      { kind: 'registry', name: 'localhost:5000', at: AT },
    ],
    configDigest: sha256(`config ${reference}`) as string as ConfigDigest,
    manifestDigest: sha256(`manifest ${reference}`) as string as ManifestDigest,
    imageId: sha256(`config ${reference}`),
    repoDigests: [`${reference.replace(/:[^:]*$/, '')}@${sha256(`manifest ${reference}`)}`],
    platform: { os: 'linux', architecture: 'amd64' },
    created: AT,
    store: 'classic',
    layers: diffIds.map((diffId, index) => ({
      diffId,
      chainId: chain[index]!,
      blob: {
        digest: sha256(`blob ${contents[index]}`) as string as BlobDigest,
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        transferBytes: (1000 + index) as TransferBytes,
      },
      unpacked: { bytes: (3000 + index) as UnpackedBytes, exactness: 'measured', ruler: 'file content' },
    })),
    history: contents.map((content, layer) => ({
      createdBy: `/bin/sh -c #(nop) COPY dir:${sha256(content).slice(7)} in . `,
      created: AT,
      layer,
      unpackedBytes: (3000 + layer) as UnpackedBytes,
    })),
    stepsFrom: 'config',
  }
}
