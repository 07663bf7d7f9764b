import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../analysis/compare/facts.testing'
import { type ArtifactManifest, artifactOf, artifactOfIndex, kindOfType, subjectOfTag } from './artifact'
import type { Descriptor } from './types'

const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json'
const EMPTY = 'application/vnd.oci.empty.v1+json'
const TAR = 'application/vnd.oci.image.layer.v1.tar+gzip'
const blob = (mediaType: string, size = 1, name = mediaType): Descriptor => ({
  mediaType,
  digest: digestOf(name),
  size,
})
const manifest = (config: string, layers: readonly string[], rest: Partial<ArtifactManifest> = {}) => ({
  config: blob(config),
  layers: layers.map((type, index) => blob(type, 10 + index, `${type} ${index}`)),
  ...rest,
})
const stating = (mediaType: string, key: string, predicate: string): ArtifactManifest => ({
  config: blob(OCI_CONFIG),
  layers: [{ ...blob(mediaType), annotations: { [key]: predicate } }],
})
const bundle = 'application/vnd.dev.sigstore.bundle.v0.3+json'

describe('artifactOf', () => {
  it.each<[string, ArtifactManifest, string]>([
    [
      'cosign’s signature',
      manifest(OCI_CONFIG, ['application/vnd.dev.cosign.simplesigning.v1+json']),
      'signature',
    ],
    [
      'notation’s signature',
      manifest('application/vnd.cncf.notary.signature', ['application/jose+json']),
      'signature',
    ],
    ['a sigstore bundle', manifest(EMPTY, [bundle], { artifactType: bundle }), 'sigstore-bundle'],
    ['cosign’s attestation', manifest(OCI_CONFIG, ['application/vnd.dsse.envelope.v1+json']), 'attestation'],
    [
      'BuildKit’s provenance',
      stating('application/vnd.in-toto+json', 'in-toto.io/predicate-type', 'https://slsa.dev/provenance/v1'),
      'provenance',
    ],
    [
      'BuildKit’s SBOM',
      stating('application/vnd.in-toto+json', 'in-toto.io/predicate-type', 'https://spdx.dev/Document'),
      'sbom',
    ],
    [
      'cosign’s provenance',
      stating('application/vnd.dsse.envelope.v1+json', 'predicateType', 'https://slsa.dev/provenance/v0.2'),
      'provenance',
    ],
    ['cosign’s SBOM', manifest(OCI_CONFIG, ['text/spdx+json']), 'sbom'],
    ['an attached CycloneDX SBOM', manifest(EMPTY, ['application/vnd.cyclonedx+json']), 'sbom'],
    [
      'a SOCI index',
      manifest('application/vnd.amazon.soci.index.v1+json', ['application/octet-stream']),
      'soci-index',
    ],
    ['a nydus image', manifest(OCI_CONFIG, ['application/vnd.oci.image.layer.nydus.blob.v1', TAR]), 'nydus'],
    ['BuildKit’s cache', manifest('application/vnd.buildkit.cacheconfig.v0', [TAR]), 'build-cache'],
    [
      'a Helm chart',
      manifest('application/vnd.cncf.helm.config.v1+json', [
        'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
      ]),
      'helm-chart',
    ],
    ['anything else', manifest('application/vnd.wasm.config.v0+json', ['application/wasm']), 'artifact'],
    ['what has an empty config', manifest(EMPTY, [TAR]), 'artifact'],
  ])('takes %s for what it is', (_, given, kind) => expect(artifactOf(given)?.kind).toBe(kind))

  it.each([OCI_CONFIG, 'application/vnd.docker.container.image.v1+json', 'application/octet-stream'])(
    'takes a manifest with a config of %s for an image',
    (config) => {
      expect(artifactOf(manifest(config, [TAR]))).toBeUndefined()
      expect(artifactOf(manifest(config, [], { artifactType: 'application/vnd.example' }))).toBeUndefined()
    },
  )

  it('names the type that tells, with the bytes of each blob once', () => {
    const layers = [
      blob('application/vnd.in-toto+json', 7),
      blob('application/vnd.in-toto+json', 7),
      blob('x', 5),
    ]
    const subject = blob('application/vnd.oci.image.manifest.v1+json')
    expect(artifactOf({ config: blob(OCI_CONFIG), layers, subject })).toEqual({
      kind: 'attestation',
      mediaType: 'application/vnd.in-toto+json',
      bytes: 12,
      subject: subject.digest,
    })
  })

  it('counts a config that is the content', () => {
    expect(artifactOf(manifest('application/vnd.example.config', []))?.bytes).toBe(1)
    expect(artifactOf(manifest('application/vnd.buildkit.cacheconfig.v0', [TAR]))?.bytes).toBe(11)
    expect(artifactOf({ layers: [] })?.bytes).toBeUndefined()
  })

  it('calls one that states several things an attestation', () => {
    const [sbom, provenance] = ['https://spdx.dev/Document', 'https://slsa.dev/provenance/v1'].map(
      (type) => stating('application/vnd.in-toto+json', 'in-toto.io/predicate-type', type).layers[0]!,
    )
    expect(artifactOf({ config: blob(OCI_CONFIG), layers: [sbom!, provenance!] })?.kind).toBe('attestation')
  })
})

describe('artifactOfIndex', () => {
  it('knows BuildKit’s cache by its config, with the bytes of its entries', () => {
    const cache = [blob(TAR, 5_000_000), blob('application/vnd.buildkit.cacheconfig.v0', 2000)]
    expect(artifactOfIndex({ manifests: cache })).toMatchObject({ kind: 'build-cache', bytes: 5_002_000 })
    expect(artifactOfIndex({ manifests: cache.slice(0, 1) })).toBeUndefined()
  })
})

it('kinds of types: an image’s have none', () => {
  for (const type of [undefined, '', TAR, OCI_CONFIG, EMPTY]) expect(kindOfType(type)).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => kindOfType(`x${text}`) === undefined))
})

describe('subjectOfTag', () => {
  const hex = 'a'.repeat(64)
  it.each([
    [`sha256-${hex}.sig`, `sha256:${hex}`],
    [`sha256-${hex}`, `sha256:${hex}`],
    [`sha512-${hex}${hex}.att`, `sha512:${hex}${hex}`],
    [`sha512-${hex}`, undefined],
    [`sha256-${hex}a`, undefined],
    [`x-sha256-${hex}`, undefined],
    ['1.0.0', undefined],
    [undefined, undefined],
  ])('of %s is %s', (tag, expected) => expect(subjectOfTag(tag)).toBe(expected))
})
