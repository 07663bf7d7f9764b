import { expect, it } from 'vitest'
import { isForeign, isPlausible, isPossible, packingOf, seekableBy } from './packing'

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

it.each([
  [0, false],
  [1, true],
  [10e9, true],
  [10e9 + 1, false],
])('%i bytes may be a layer’s length as a manifest says: %s', (bytes, expected) =>
  expect(isPlausible(bytes)).toBe(expected),
)

it.each([
  [Number.NaN, false],
  [0, false],
  [0.5, false],
  [20e9, true],
  [1e12 + 1, false],
])('%d bytes may be a blob’s length as a registry says: %s', (bytes, expected) =>
  expect(isPossible(bytes)).toBe(expected),
)
