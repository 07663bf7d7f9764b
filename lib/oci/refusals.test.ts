import { describe, expect, it } from 'vitest'
import type { TransferBytes } from './bytes'
import type { BlobDigest, ChainId, DiffId } from './digest'
import type { BlobFacts, ImageFacts } from './facts'
import { MAX_LAYERS } from './max-layers'
import { refusalsOf } from './refusals'

const OCI = 'application/vnd.oci.image.layer.v1.tar'
const DOCKER = 'application/vnd.docker.image.rootfs.diff.tar'
const plain: BlobFacts = {
  digest: 'sha256:blob' as BlobDigest,
  mediaType: `${OCI}+gzip`,
  transferBytes: 7 as TransferBytes,
}
const image = (blobs: readonly (Partial<BlobFacts> | undefined)[], more: Partial<ImageFacts> = {}) =>
  ({
    reference: 'localhost/app:1',
    origins: [],
    repoDigests: [],
    history: [],
    stepsFrom: 'config',
    layers: blobs.map((blob) => ({
      diffId: 'sha256:diff' as DiffId,
      chainId: 'sha256:chain' as ChainId,
      blob: blob && { ...plain, ...blob },
    })),
    ...more,
  }) satisfies ImageFacts
/** `code: engines` of each. */
const texts = (of: ImageFacts) => refusalsOf(of).map(({ code, engines }) => `${code}: ${engines.join(' ')}`)

describe('refusalsOf', () => {
  it('is nothing for an image that all engines pull, and for one of which no registry tells', () => {
    expect(refusalsOf(image([{}, { mediaType: `${DOCKER}.gzip` }, undefined]))).toEqual([])
    expect(refusalsOf(image([], { historyLayers: 0 }))).toEqual([])
  })

  it.each<[string, Partial<BlobFacts>, readonly string[]]>([
    ['plain tar', { mediaType: OCI }, []],
    ['plain tar, read as gzip', { mediaType: OCI, packedAs: 'gzip' }, ['packed-unlike-type: containerd']],
    ['gzip, read as zstd', { packedAs: 'zstd' }, ['zstd: docker-20']],
    ['zstd', { mediaType: `${OCI}+zstd` }, ['zstd: docker-20']],
    ['zstd, read as gzip', { mediaType: `${OCI}+zstd`, packedAs: 'gzip' }, []],
    ['zstd:chunked', { mediaType: `${OCI}+zstd`, seekable: 'zstd:chunked' }, ['zstd: docker-20']],
    ['Docker’s tar, read as gzip', { mediaType: DOCKER, packedAs: 'gzip' }, []],
    ['Docker’s zstd', { mediaType: `${DOCKER}.zstd` }, ['zstd: docker-20', 'docker-zstd: containerd-1']],
    ['foreign', { mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' }, []],
    ['nondistributable', { mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip' }, []],
    [
      'EROFS',
      { mediaType: 'application/vnd.erofs.layer.v1' },
      ['erofs-snapshotter: containerd', 'no-layer-type: classic'],
    ],
    ['octet stream', { mediaType: 'application/octet-stream' }, ['no-layer-type: containerd']],
    [
      'other',
      { mediaType: 'application/vnd.oci.images' },
      ['no-layer-type: classic', 'no-layer-type: containerd'],
    ],
    ['of 0 bytes', { transferBytes: 0 as TransferBytes }, ['zero-size: containerd']],
    ['of which the manifest says 0', { declaredBytes: 0 as TransferBytes }, ['zero-size: containerd']],
    ['of another length', { declaredBytes: 8 as TransferBytes }, ['other-size: containerd']],
    ['of no known length', { declaredBytes: 1e15 as TransferBytes, transferBytes: undefined }, []],
    [
      'of another tar',
      { contentDiffId: 'sha256:other' as DiffId },
      ['wrong-diff-id: classic containerd podman'],
    ],
  ])('of a blob that is %s', (_, blob, expected) => expect(texts(image([{}, blob]))).toEqual(expected))

  it('names all layers that it is about, base first', () => {
    const zstd = { mediaType: `${OCI}+zstd` }
    expect(refusalsOf(image([{}, zstd, {}, zstd]))).toEqual([
      { code: 'zstd', engines: ['docker-20'], layers: [1, 3] },
    ])
  })

  it.each<[string, ImageFacts, readonly string[]]>([
    ['as many steps as layers', image([{}, {}], { historyLayers: 2 }), []],
    ['fewer steps than layers', image([{}, {}], { historyLayers: 1 }), []],
    ['more steps than layers', image([{}, {}], { historyLayers: 3 }), ['more-steps: classic']],
    ['as many layers as may be', image(Array(MAX_LAYERS).fill({})), []],
    ['a layer more', image(Array(MAX_LAYERS + 1).fill({})), ['layer-limit: classic']],
    [
      'an odd place in its index',
      image([{}], { listedAs: ['nested', 'no-platform', 'os-features'] }),
      ['nested-index: classic podman', 'no-platform: docker-20', 'os-features: containerd'],
    ],
  ])('of an image with %s', (_, of, expected) => expect(texts(of)).toEqual(expected))
})
