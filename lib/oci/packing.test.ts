import { expect, it } from 'vitest'
import { isForeign, packingOf, seekableBy } from './packing'

it.each([
  ['application/vnd.oci.image.layer.v1.tar+gzip', 'gzip'],
  ['application/vnd.docker.image.rootfs.diff.tar.gzip', 'gzip'],
  ['application/vnd.oci.image.layer.v1.tar+zstd', 'zstd'],
  ['application/vnd.oci.image.layer.v1.tar', 'tar'],
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
