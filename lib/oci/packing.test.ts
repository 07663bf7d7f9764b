import { expect, it } from 'vitest'
import type { BlobFacts } from './facts'
import { isForeign, packingOf, seekableBy, unpackProblem } from './packing'

it.each([
  ['application/vnd.oci.image.layer.v1.tar+gzip', 'gzip'],
  ['application/vnd.docker.image.rootfs.diff.tar.gzip', 'gzip'],
  ['application/vnd.oci.image.layer.v1.tar+zstd', 'zstd'],
  ['application/vnd.oci.image.layer.v1.tar', 'tar'],
  ['application/vnd.docker.image.rootfs.diff.tar.zstd', 'zstd'],
  ['application/vnd.erofs.layer.v1', 'EROFS'],
  ['application/vnd.erofs+zstd', 'EROFS'],
  ['application/octet-stream', 'unknown'],
])('a blob of type %s is packed as %s', (mediaType, expected) => {
  expect(packingOf({ mediaType })).toBe(expected)
  expect(packingOf({ mediaType, seekable: 'eStargz' })).toBe('eStargz')
})

it.each([
  [{ 'containerd.io/snapshot/stargz/toc.digest': 'sha256:1', other: 'x' }, 'eStargz'],
  [{ 'io.github.containers.zstd-chunked.manifest-position': '1:2:3', other: 'x' }, 'zstd:chunked'],
  [{ 'x.io.github.containers.zstd-chunked': '1' }, undefined],
  [{}, undefined],
  [undefined, undefined],
])('annotations %j tell of %s', (annotations, expected) => expect(seekableBy(annotations)).toBe(expected))

it.each([
  ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', true],
  ['application/vnd.oci.image.layer.nondistributable.v1.tar+gzip', true],
  ['application/vnd.oci.image.layer.v1.tar+gzip', false],
])('a blob of type %s comes from elsewhere: %s', (mediaType, expected) =>
  expect(isForeign(mediaType)).toBe(expected),
)

it('a blob that was read is packed as its bytes are', () => {
  expect(packingOf({ mediaType: 'application/vnd.oci.image.layer.v1.tar', packedAs: 'gzip' })).toBe('gzip')
})

const OCI = 'application/vnd.oci.image.layer.v1.tar'
const DOCKER = 'application/vnd.docker.image.rootfs.diff.tar'
it.each<[string, BlobFacts['packedAs'], string | undefined, string | undefined]>([
  [`${OCI}+gzip`, undefined, undefined, undefined],
  [`${OCI}+zstd`, undefined, undefined, undefined],
  [OCI, undefined, undefined, undefined],
  [OCI, 'gzip', undefined, 'packed-unlike-type'],
  [`${OCI}+gzip`, 'zstd', undefined, undefined],
  [DOCKER, 'gzip', undefined, undefined],
  [`${DOCKER}.gzip`, undefined, undefined, undefined],
  [`${DOCKER}.zstd`, undefined, undefined, 'containerd-2'],
  ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', undefined, undefined, undefined],
  ['application/vnd.oci.image.layer.nondistributable.v1.tar+gzip', undefined, undefined, undefined],
  ['application/vnd.erofs.layer.v1', undefined, 'no-layer-type', 'erofs-snapshotter'],
  ['application/octet-stream', undefined, undefined, 'no-layer-type'],
  ['application/vnd.oci.images', undefined, 'no-layer-type', 'no-layer-type'],
])(
  '%s, read as %s, is unpacked by a classic store but for %s, by containerd but for %s',
  (mediaType, packedAs, classic, containerd) => {
    expect(unpackProblem({ mediaType, packedAs }, 'classic')).toBe(classic)
    expect(unpackProblem({ mediaType, packedAs }, 'containerd')).toBe(containerd)
  },
)
