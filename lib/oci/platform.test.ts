import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../analysis/compare/facts.testing'
import {
  docker20sChoice,
  formatPlatform,
  imagesOfIndex,
  parsePlatform,
  podmansChoice,
  resolvePlatform,
} from './platform'
import type { Descriptor, Platform } from './types'

const image = (text?: string): Descriptor => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: digestOf(text ?? 'plain'),
  size: 1,
  ...(text !== undefined && { platform: parsePlatform(text)! }),
})
const attestation: Descriptor = {
  ...image('unknown/unknown'),
  annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
}
const chosen = (offered: readonly Descriptor[], wanted: string) => {
  const found = resolvePlatform({ manifests: offered }, parsePlatform(wanted)!)
  return found && (found.platform ? formatPlatform(found.platform) : 'plain')
}

describe('resolvePlatform', () => {
  it.each([
    ['the platform itself', ['linux/arm64/v8', 'linux/amd64'], 'linux/amd64', 'linux/amd64'],
    ['v8 for arm64', ['linux/arm64/v9', 'linux/arm64/v8'], 'linux/arm64', 'linux/arm64/v8'],
    ['an entry without a variant', ['linux/arm64', 'linux/amd64'], 'linux/arm64/v8', 'linux/arm64'],
    ['v7 for arm, as an engine does', ['linux/arm/v5', 'linux/arm/v7'], 'linux/arm', 'linux/arm/v7'],
    ['the newest older variant', ['linux/arm/v5', 'linux/arm/v6'], 'linux/arm/v7', 'linux/arm/v6'],
    [
      'the newest older variant in whatever order',
      ['linux/arm/v6', 'linux/arm/v5'],
      'linux/arm/v7',
      'linux/arm/v6',
    ],
    ['no newer variant', ['linux/arm/v7'], 'linux/arm/v6', undefined],
    ['the plain entry for amd64', ['linux/amd64/v3', 'linux/amd64'], 'linux/amd64', 'linux/amd64'],
    ['no other architecture', ['linux/arm64/v8'], 'linux/amd64', undefined],
    ['no other system', ['windows/amd64'], 'linux/amd64', undefined],
  ])('takes %s', (_, offered, wanted, expected) => {
    expect(chosen(offered.map(image), wanted)).toBe(expected)
  })

  it('passes attestations over', () => {
    expect(imagesOfIndex({ manifests: [attestation, image('linux/amd64')] })).toEqual([image('linux/amd64')])
    expect(chosen([attestation], 'linux/amd64')).toBeUndefined()
  })

  it.each([
    ['os', { os: 'unknown', architecture: 'amd64' }],
    ['architecture', { os: 'linux', architecture: 'unknown' }],
  ])('passes an entry of an unknown %s over', (_, platform) => {
    expect(imagesOfIndex({ manifests: [{ ...image(), platform }] })).toEqual([])
  })

  it('passes an attestation over that names a platform', () => {
    const { annotations } = attestation
    expect(
      imagesOfIndex({ manifests: [{ ...image('linux/amd64'), ...(annotations && { annotations }) }] }),
    ).toEqual([])
  })

  it('passes what hangs on an image over, by its artifact type', () => {
    const soci = { ...image('linux/amd64'), artifactType: 'application/vnd.amazon.soci.index.v2+json' }
    expect(imagesOfIndex({ manifests: [soci] })).toEqual([])
  })

  it('takes the first of several entries of a platform that asks for no features', () => {
    const platform = { os: 'linux', architecture: 'amd64', 'os.features': ['nydus.remoteimage.v1'] }
    const nydus = { ...image('nydus'), platform }
    const [first, second] = [image('linux/amd64'), { ...image('linux/amd64'), size: 2 }]
    expect(resolvePlatform({ manifests: [nydus, first, second] }, platform)).toBe(first)
    expect(resolvePlatform({ manifests: [nydus] }, platform)).toBe(nydus)
    const windows = { ...platform, os: 'windows' }
    const [own, next] = [
      { ...image('a'), platform: windows },
      { ...image('b'), platform: windows },
    ]
    expect(resolvePlatform({ manifests: [own, next] }, windows)).toBe(own)
    expect(docker20sChoice({ manifests: [nydus, first] }, first)).toBe(nydus)
    expect(docker20sChoice({ manifests: [first, nydus] }, first)).toBeUndefined()
    expect(docker20sChoice({ manifests: [nydus] }, nydus)).toBeUndefined()
  })

  it('takes the only image when it names no platform', () => {
    expect(chosen([image(), attestation], 'linux/amd64')).toBe('plain')
    expect(chosen([image(), image()], 'linux/amd64')).toBeUndefined()
  })
})

describe('podmansChoice', () => {
  const annotations = { 'io.github.containers.compression.zstd': 'true' }
  const gzip = image('linux/amd64')
  const zstd = (text: string): Descriptor => ({
    ...image(text),
    digest: digestOf(`zstd ${text}`),
    annotations,
  })

  it('is the first zstd entry of the same platform, when that is another one', () => {
    const own = zstd('linux/amd64')
    const manifests = [gzip, zstd('linux/arm64'), zstd('linux/amd64/v3'), own]
    expect(podmansChoice({ manifests }, gzip)).toBe(own)
    expect(podmansChoice({ manifests }, own)).toBeUndefined()
    expect(podmansChoice({ manifests: [gzip] }, gzip)).toBeUndefined()
  })
})

describe('parsePlatform', () => {
  it('gives no variant where none is written', () => {
    expect(parsePlatform('linux/amd64')).toStrictEqual({ os: 'linux', architecture: 'amd64' })
  })

  it('reads what formatPlatform writes', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    const platform: fc.Arbitrary<Platform> = fc.record(
      { os: part, architecture: part, variant: part },
      { requiredKeys: ['os', 'architecture'] },
    )
    fc.assert(fc.property(platform, (made) => void expect(parsePlatform(formatPlatform(made))).toEqual(made)))
  })
})
