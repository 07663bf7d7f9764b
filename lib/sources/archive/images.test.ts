import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { imagesOf, type SavedSizes } from './images'

const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const blob = (text: string) => `blobs/${digest(text).replace(':', '/')}`
const NOW = '2026-01-01T00:00:00Z'
const LAYERS = ['base', 'app'].map(digest)

const config = (more: object = {}) =>
  JSON.stringify({
    os: 'linux',
    architecture: 'amd64',
    created: '2025-01-01T00:00:00Z',
    rootfs: { type: 'layers', diff_ids: LAYERS },
    history: [{ created_by: 'ADD' }, { created_by: 'CMD', empty_layer: true }, { created_by: 'COPY' }],
    ...more,
  })

type Limits = Parameters<typeof imagesOf>[4]
type Documents = Readonly<Record<string, unknown>>
function read(
  documents: Documents,
  sizes: SavedSizes = new Map(),
  links: [string, string][] = [],
  limits?: Limits,
) {
  const bodies = Object.entries(documents).map(
    ([path, value]) =>
      [path, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))] as const,
  )
  return imagesOf({ documents: new Map(bodies), links: new Map(links) }, sizes, 'My App.tar', NOW, limits)
}
const failure = (documents: Documents, limits?: Limits) => {
  try {
    read(documents, undefined, undefined, limits)
  } catch (error) {
    return (error as { failure: unknown }).failure
  }
  return undefined
}

const saved = (more: object) => ({
  'manifest.json': [{ Config: 'c.json', Layers: ['1/layer.tar', '2/layer.tar'], ...more }],
  'c.json': config(),
})

describe('imagesOf what `docker save` writes', () => {
  it('gives an image each of its names, with layers, steps and the digest of its config', () => {
    const images = read(saved({ RepoTags: ['app:1', 'localhost:5000/app:2'] }))
    expect(images.map(({ facts }) => facts.reference)).toEqual([
      'docker.io/library/app:1',
      'localhost:5000/app:2',
    ])
    const [{ facts, layerPaths }] = images as [(typeof images)[0]]
    expect(layerPaths).toEqual(['1/layer.tar', '2/layer.tar'])
    expect(facts).toMatchObject({
      origins: [{ kind: 'archive', name: 'My App.tar', at: NOW }],
      configDigest: digest(config()),
      platform: { os: 'linux', architecture: 'amd64' },
      layers: LAYERS.map((diffId) => ({ diffId, blob: undefined })),
      stepsFrom: 'config',
    })
    expect(facts.history.map(({ layer }) => layer)).toEqual([0, null, 1])
  })

  it.each([[null], [[]], [undefined]])('names an image with the tags %j by the archive', (RepoTags) => {
    expect(read(saved({ RepoTags })).map(({ facts }) => facts.reference)).toEqual(['localhost/my-app:latest'])
  })

  it('follows a link to a layer that another image has', () => {
    const images = read(saved({ RepoTags: ['a:1'] }), new Map(), [['2/layer.tar', '1/layer.tar']])
    expect(images[0]?.layerPaths).toEqual(['1/layer.tar', '1/layer.tar'])
  })

  it('reads an image without layers', () => {
    const empty = config({ rootfs: { type: 'layers', diff_ids: [] }, history: [] })
    const documents = {
      'manifest.json': [{ Config: 'c.json', RepoTags: ['a:1'], Layers: null }],
      'c.json': empty,
    }
    expect(read(documents)[0]?.facts.layers).toEqual([])
  })

  it.each([
    ['not JSON', { 'manifest.json': '{' }, 'manifest.json: not JSON'],
    ['of another shape', { 'manifest.json': [{ Config: 1 }] }, /^manifest\.json: 0\.Config/],
    ['without its config', { 'manifest.json': saved({})['manifest.json'] }, 'c.json is missing'],
    [
      'with another number of diffIDs',
      { ...saved({ Layers: ['1/layer.tar'] }) },
      'c.json: 2 diffIDs for 1 layers',
    ],
  ])('refuses a manifest %s', (_, documents, detail) => {
    const expected = typeof detail === 'string' ? detail : expect.stringMatching(detail)
    expect(failure(documents)).toEqual({ code: 'malformed', at: 'My App.tar', detail: expected })
  })
})

describe('imagesOf an archive of very many', () => {
  const LIMITS = { images: 3, names: 5, factsBytes: 1 << 20 }
  const images = (count: number, more: object = {}) => ({
    'manifest.json': Array.from({ length: count }, () => saved(more)['manifest.json'][0]),
    'c.json': config(),
  })
  const names = (count: number) => Array.from({ length: count }, (_, at) => `app:${at}`)

  it('shares what the images share: facts, layers, and the reading of a config', () => {
    const read2000 = read(images(2000, { RepoTags: names(4) }))
    expect(read2000).toHaveLength(8000)
    expect(new Set(read2000.map(({ facts }) => facts.layers)).size).toBe(1)
    expect(new Set(read2000.map(({ layerPaths }) => layerPaths)).size).toBe(1)
  })

  it('tells apart images of one config that stand on other files', () => {
    const [one] = saved({})['manifest.json']
    const other = { ...one, Layers: ['3/layer.tar', '2/layer.tar'] }
    const found = read({ 'manifest.json': [one, other], 'c.json': config() })
    expect(found.map(({ layerPaths }) => layerPaths[0])).toEqual(['1/layer.tar', '3/layer.tar'])
  })

  it.each([
    ['images', images(4), { what: 'images', limit: 3 }],
    ['names', images(2, { RepoTags: names(3) }), { what: 'names', limit: 5 }],
    ['layers', saved({ Layers: Array.from({ length: 1001 }, () => 'a') }), { what: 'layers', limit: 1000 }],
    [
      'layers of a config',
      {
        ...saved({}),
        'c.json': config({ rootfs: { diff_ids: Array.from({ length: 1001 }, () => LAYERS[0]) } }),
      },
      { what: 'layers', limit: 1000 },
    ],
    [
      'steps',
      { ...saved({}), 'c.json': config({ history: Array.from({ length: 2001 }, () => ({})) }) },
      { what: 'steps', limit: 2000 },
    ],
  ])('refuses more %s than are looked at, and says the limit', (_, documents, limit) => {
    expect(failure(documents, LIMITS)).toEqual({ code: 'too-many', at: 'My App.tar', ...limit })
  })

  it('refuses facts of more bytes than are kept', () => {
    const history = Array.from({ length: 100 }, () => ({ created_by: 'x'.repeat(20_000) }))
    const large = { ...saved({}), 'c.json': config({ history }) }
    const problem = { code: 'too-large', at: 'My App.tar', limitBytes: 1 << 20 }
    expect(failure(large, LIMITS)).toEqual(problem)
  })
})

describe('imagesOf an OCI layout', () => {
  const OCI = 'application/vnd.oci.image'
  const descriptor = (text: string, more: object = {}) => {
    return { mediaType: `${OCI}.manifest.v1+json`, digest: digest(text), size: text.length, ...more }
  }
  const packed = ['gz base', 'gz app']
  const manifest = (of: string) =>
    JSON.stringify({
      schemaVersion: 2,
      config: { mediaType: `${OCI}.config.v1+json`, digest: digest(of), size: of.length },
      layers: packed.map((text) => descriptor(text, { mediaType: `${OCI}.layer.v1.tar+gzip` })),
    })
  const own = manifest(config())
  const index = (...manifests: object[]) => ({ schemaVersion: 2, manifests })
  const blobs = { [blob(own)]: own, [blob(config())]: config() }
  const sizes: SavedSizes = new Map([
    [blob('gz base'), { bytes: 10, packing: 'gzip' as const }],
    [blob('gz app'), { bytes: 20, packing: 'zstd' as const }],
  ])

  it('tells of packed layers what a registry tells', () => {
    const [image] = read({ 'index.json': index(descriptor(own)), ...blobs }, sizes)
    expect(image?.layerPaths).toEqual(packed.map(blob))
    expect(image?.facts.layers.map((layer) => layer.blob)).toEqual([
      { digest: digest('gz base'), mediaType: `${OCI}.layer.v1.tar+gzip`, transferBytes: 10 },
      { digest: digest('gz app'), mediaType: `${OCI}.layer.v1.tar+zstd`, transferBytes: 20 },
    ])
  })

  it.each([
    ['1.2', 'localhost/my-app:1.2'],
    ['localhost:5000/app:3', 'localhost:5000/app:3'],
    ['redis', 'localhost/my-app:redis'],
    ['team/app', 'docker.io/team/app:latest'],
    ['not a name!', 'localhost/my-app:latest'],
  ])('names an image that is annotated %s', (name, expected) => {
    const annotations = { 'org.opencontainers.image.ref.name': name }
    const [image] = read({ 'index.json': index(descriptor(own, { annotations })), ...blobs })
    expect(image?.facts.reference).toBe(expected)
  })

  it('prefers the whole name that containerd writes', () => {
    const annotations = {
      'io.containerd.image.name': 'docker.io/library/app:1',
      'org.opencontainers.image.ref.name': '1',
    }
    const [image] = read({ 'index.json': index(descriptor(own, { annotations })), ...blobs })
    expect(image?.facts.reference).toBe('docker.io/library/app:1')
  })

  it('follows an index to the image that is there, past attestations', () => {
    const attestation = { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }
    const inner = JSON.stringify(index(descriptor('absent'), descriptor('x', attestation), descriptor(own)))
    const outer = descriptor(inner, { mediaType: `${OCI}.index.v1+json` })
    const images = read({ 'index.json': index(outer), [blob(inner)]: inner, ...blobs })
    expect(images.map(({ facts }) => facts.configDigest)).toEqual([digest(config())])
  })

  it('reads an index that is listed thousands of times once', () => {
    const entries = Array.from({ length: 3000 }, (_, at) => descriptor(`absent ${at}`))
    const inner = JSON.stringify(index(...entries, descriptor(own)))
    const outer = descriptor(inner, { mediaType: `${OCI}.index.v1+json` })
    const images = read({
      'index.json': index(...Array.from({ length: 3000 }, () => outer)),
      [blob(inner)]: inner,
      ...blobs,
    })
    expect(images).toHaveLength(3000)
    expect(new Set(images.map(({ facts }) => facts.history)).size).toBe(1)
  })

  it('reads by `manifest.json` where Docker 25 writes both', () => {
    const RepoTags = ['both:1']
    const Layers = packed.map(blob)
    const images = read(
      {
        'manifest.json': [{ Config: blob(config()), RepoTags, Layers }],
        'index.json': index(descriptor(own)),
        ...blobs,
      },
      sizes,
    )
    expect(images.map(({ facts }) => facts.reference)).toEqual(['docker.io/library/both:1'])
    expect(images[0]?.facts.layers[1]?.blob?.transferBytes).toBe(20)
  })

  it('tells that a tar of something else is no image archive, and that a blob is missing', () => {
    expect(failure({ 'README.md': 'hello' })).toMatchObject({ code: 'unsupported' })
    const missing = { code: 'malformed', detail: `${blob(own)} is missing` }
    expect(failure({ 'index.json': index(descriptor(own)) })).toMatchObject(missing)
  })
})
