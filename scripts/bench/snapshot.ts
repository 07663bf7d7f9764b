import { gzipSync } from 'node:zlib'
import { startApp } from '../../e2e/engines/app'
import type { CompareReport } from '../../lib/analysis/report'
import type { OpenSnapshot } from '../../lib/link/snapshots'
import type { UnpackedBytes } from '../../lib/oci/bytes'
import type { ConfigDigest, ManifestDigest } from '../../lib/oci/digest'
import type { ImageFacts } from '../../lib/oci/facts'
import { writeSnapshot } from '../../lib/sources/snapshot'
import { AT, imageOf, sha256 } from './fixture'
import { check, median, note } from './limit'
import { started } from './started'

const LARGE = { series: 4, tags: 500, layers: 40 }

/** Dropping a snapshot of 2,000 tags on the page: it is sent, checked, and the comparison of all of them answered. */
export async function benchSnapshot(): Promise<void> {
  const app = await started(startApp())
  const text = madeSnapshot(LARGE)
  const body = Buffer.from(text)
  const packedBody = gzipSync(text)
  // The first answer of a process also loads the code.
  await open(app.url, Buffer.from(writeSnapshot({ title: '', createdAt: AT, images: [] })), 'warm')
  // The file is read again each time.
  const plain = await median(3, () => open(app.url, body, 'bench'))
  const packed = await median(3, () => open(app.url, packedBody, 'packed'))
  const megabytes = (body.length / 1e6).toFixed(1)
  note(
    `a snapshot of ${LARGE.series * LARGE.tags} tags × ${LARGE.layers} layers: ${megabytes} MB, ${packed.toFixed(0)} ms packed`,
  )
  check('opening a snapshot of 2,000 tags, first comparison included', plain, 1000, ' ms')
}

async function open(url: string, body: Uint8Array<ArrayBuffer>, name: string): Promise<void> {
  const answer = await fetch(`${url}/api/snapshots?name=${name}.strata.json`, { method: 'POST', body })
  if (!answer.ok) throw new Error(`POST /api/snapshots answers ${answer.status}: ${await answer.text()}`)
  const opened = (await answer.json()) as OpenSnapshot
  const compared = await fetch(`${url}/api/compare?source=snapshot:${opened.name}`)
  const report = (await compared.json()) as CompareReport
  const shown = report.strategies.reduce((sum, { tags }) => sum + tags.length, 0)
  if (name !== 'warm' && shown !== LARGE.series * LARGE.tags) throw new Error(`${shown} tags are shown`)
}

interface Size {
  readonly series: number
  readonly tags: number
  readonly layers: number
}

/** A saved comparison of so many series. */
export function madeSnapshot({ series, tags, layers }: Size): string {
  const names = Array.from({ length: series }, (_, series) => `localhost:5000/series${series}`)
  return writeSnapshot({
    title: 'Bench',
    createdAt: AT,
    engine: { version: '28.5.2', store: 'classic' },
    strategies: names.map((reference) => ({ reference, take: -tags })),
    images: names.flatMap((name, series) =>
      Array.from({ length: tags }, (_, tag) =>
        detailed(name, `0.0.${tag + 1}`, layersOf(series, tag, layers)),
      ),
    ),
  })
}

/** Half of the layers are common to all tags, the others go with the releases. */
function layersOf(series: number, tag: number, layers: number): readonly string[] {
  return Array.from({ length: layers }, (_, layer) =>
    layer < layers / 2 ? `${series} ${layer}` : `${series} ${layer} ${Math.floor(tag / (layers - layer))}`,
  )
}

/** With all that a daemon and a registry know of an image. */
function detailed(repository: string, tag: string, contents: readonly string[]): ImageFacts {
  const reference = `${repository}:${tag}`
  const configDigest = sha256<ConfigDigest>(`config ${reference}`)
  const manifestDigest = sha256<ManifestDigest>(`manifest ${reference}`)
  return {
    ...imageOf(reference, contents),
    origins: [
      { kind: 'daemon', name: 'unix:///var/run/docker.sock', at: AT },
      { kind: 'registry', name: 'localhost:5000', at: AT },
    ],
    configDigest,
    manifestDigest,
    imageId: configDigest,
    repoDigests: [`${repository}@${manifestDigest}`],
    platform: { os: 'linux', architecture: 'amd64' },
    created: AT,
    store: 'classic',
    history: contents.map((content, layer) => ({
      createdBy: `/bin/sh -c #(nop) COPY dir:${sha256(content).slice(7)} in . `,
      created: AT,
      layer,
      unpackedBytes: (3000 + layer) as UnpackedBytes,
    })),
  }
}
