/**
 * Makes the bundled sample of official images from the records of e2e/testdata: redis 6.0 to 6.2 and nginx 1.20.2 to
 * 1.21.5 as they were in January 2022, later tags in their newest state.
 *
 *   npm run sample:official
 */
import { writeFileSync } from 'node:fs'
import { layerSteps, officialRecords, standInDiffId, statesAt } from '../e2e/engines/official-records'
import type { TransferBytes } from '../lib/oci/bytes'
import { chainIdAbove } from '../lib/oci/chain'
import type { BlobDigest, ConfigDigest, DiffId, IndexDigest, ManifestDigest } from '../lib/oci/digest'
import type { ImageFacts, LayerFacts } from '../lib/oci/facts'
import { writeSnapshot } from '../lib/sources/snapshot'

const SERIES = { redis: '/^6\\.[02]\\.\\d+$/', nginx: '/^1\\.(20\\.2|21\\.[0-5])$/' }
const END_OF_JANUARY = '2022-02-01'

const images = Object.entries(SERIES).flatMap(([name, filter]) => {
  const records = officialRecords(name)
  const wanted = new RegExp(filter.slice(1, -1))
  const states = new Map([...statesAt(records), ...statesAt(records, END_OF_JANUARY)])
  return [...states.values()].filter(({ tag }) => wanted.test(tag)).map((record) => imageOf(name, record))
})
const text = writeSnapshot({
  title: 'Official images: redis 6.0 to 6.2, nginx 1.20.2 to 1.21.5',
  createdAt:
    images
      .map(({ created }) => created ?? '')
      .sort()
      .at(-1) ?? '',
  notes: [
    'As Docker Hub had them for linux/amd64, from the records of docker-library/repo-info: the states of January 2022,',
    'and of later tags the newest. The articles name these images as examples of a fixed base: then redis:6.0.16 and',
    'redis:6.2.6 shared three layers, nginx:1.20.2 and nginx:1.21.5 one. Sizes of blobs are on record; unpacked sizes',
    'are not. DiffIDs stand for blobs, and instructions are shortened.',
  ].join(' '),
  readFrom: [{ kind: 'registry', name: 'docker.io' }],
  strategies: Object.entries(SERIES).map(([name, filter]) => ({ reference: name, name, filter })),
  images,
})
writeFileSync('public/official.strata.json', `${text}\n`)
console.log(`${images.length} images, ${text.length} bytes`)

function imageOf(name: string, record: ReturnType<typeof officialRecords>[number]): ImageFacts {
  const { tag, at, index, amd64 } = record
  const made = amd64 && layerSteps(amd64)
  if (!made || at === null) throw new Error(`${name}:${tag} is not on record as a whole`)
  const type = index.mediaType.startsWith('application/vnd.docker')
    ? 'application/vnd.docker.image.rootfs.diff.tar.gzip'
    : 'application/vnd.oci.image.layer.v1.tar+gzip'
  const layers: LayerFacts[] = []
  for (const { digest, bytes } of amd64.layers) {
    const diffId = standInDiffId(digest) as DiffId
    const blob = { digest: digest as BlobDigest, mediaType: type, transferBytes: bytes as TransferBytes }
    layers.push({ diffId, chainId: chainIdAbove(layers.at(-1)?.chainId, diffId), blob })
  }
  let next = 0
  const history = amd64.history.map(({ created, created_by }, step) => {
    return { createdBy: created_by, created, layer: made[step] ? next++ : null }
  })
  return {
    reference: `docker.io/library/${name}:${tag}`,
    origins: [{ kind: 'registry', name: 'docker.io', at }],
    configDigest: amd64.configDigest as ConfigDigest,
    manifestDigest: amd64.manifestDigest as ManifestDigest,
    indexDigest: index.digest as IndexDigest,
    repoDigests: [],
    platform: { os: 'linux', architecture: 'amd64' },
    created: at,
    layers,
    history,
    // The records do not say which step made which layer.
    stepsFrom: 'inferred',
  }
}
