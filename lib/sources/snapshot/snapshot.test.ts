import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chainIds } from '../../oci/chain'
import type { Digest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import { parseReference, parseRepository } from '../../oci/reference'
import { SourceError, type SourceFailure } from '../source'
import { parseSnapshot, snapshotSource, writeSnapshot } from './index'

const never = new AbortController().signal

const digest = <D extends Digest>() =>
  fc
    .string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') })
    .map((hex) => `sha256:${hex}` as string as D)
const size = <B extends number>() => fc.maxSafeNat().map((bytes) => bytes as B)
const time = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const maybe = <T>(made: fc.Arbitrary<T>) => fc.option(made, { nil: undefined })
const platform = fc.record(
  { os: fc.constant('linux'), architecture: fc.constantFrom('amd64', 'arm64'), variant: fc.constant('v8') },
  { requiredKeys: ['os', 'architecture'] },
)

type Layer = ImageFacts['layers'][number]
const layer: fc.Arbitrary<Layer> = fc
  .record({
    diffId: digest<Layer['diffId']>(),
    blob: maybe(fc.record({ digest: digest(), mediaType: fc.string(), transferBytes: size() })),
    unpacked: maybe(
      fc.record({
        bytes: size(),
        exactness: fc.constantFrom('measured', 'estimated'),
        ruler: fc.constantFrom('file content', 'disk blocks'),
      }),
    ),
  })
  .map((made) => ({ ...made, chainId: chainIds([made.diffId])[0]! }) as Layer)

const image = (reference: string): fc.Arbitrary<ImageFacts> =>
  fc
    .record({
      origins: fc.array(
        fc.record({
          kind: fc.constantFrom('daemon' as const, 'registry' as const, 'snapshot' as const),
          name: fc.string(),
          at: time,
        }),
        { minLength: 1, maxLength: 2 },
      ),
      configDigest: maybe(digest<NonNullable<ImageFacts['configDigest']>>()),
      manifestDigest: maybe(digest<NonNullable<ImageFacts['manifestDigest']>>()),
      imageId: maybe(digest()),
      repoDigests: fc.array(fc.string(), { maxLength: 2 }),
      platform: maybe(platform),
      otherPlatforms: maybe(fc.array(platform, { maxLength: 2 })),
      created: maybe(time),
      store: maybe(fc.constantFrom('classic' as const, 'containerd' as const)),
      layers: fc.array(layer, { maxLength: 4 }),
      stepsFrom: fc.constantFrom('config' as const, 'inferred' as const, 'unpaired' as const),
    })
    .chain((facts) =>
      fc
        .array(
          fc.record({
            createdBy: fc.string(),
            created: maybe(time),
            comment: maybe(fc.string()),
            layer: fc.oneof(
              fc.constant(null),
              fc.constant(undefined),
              ...(facts.layers.length > 0 ? [fc.nat(facts.layers.length - 1)] : []),
            ),
            unpackedBytes: maybe(size<NonNullable<ImageFacts['history'][number]['unpackedBytes']>>()),
          }),
          { maxLength: 4 },
        )
        .map((history) => ({ ...facts, reference, history })),
    )

const parts: fc.Arbitrary<Parameters<typeof writeSnapshot>[0]> = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), { maxLength: 4 })
  .chain((names) =>
    fc.record({
      title: fc.string(),
      createdAt: time,
      engine: maybe(
        fc.record({
          version: fc.string(),
          store: fc.constantFrom('classic' as const, 'containerd' as const),
        }),
      ),
      images: fc.tuple(...names.map((name) => image(`docker.io/library/app:${name}`))),
    }),
  )

function failureOf(text: string): SourceFailure {
  try {
    parseSnapshot(text, 'file.json')
  } catch (error) {
    if (error instanceof SourceError) return error.failure
    throw error
  }
  throw new Error('expected a SourceError')
}

describe('a snapshot', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const read = parseSnapshot(writeSnapshot(made), 'file.json')
        expect(read).toEqual({ format: 'strata.snapshot', version: 1, ...made })
        expect(writeSnapshot({ ...read })).toBe(writeSnapshot(read))
      }),
    )
  })

  it('is malformed, and nothing worse, when any part of it is missing', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (made, at) => {
        const text = writeSnapshot(made)
        expect(failureOf(text.slice(0, at % text.length))).toMatchObject({
          code: 'malformed',
          at: 'file.json',
        })
      }),
    )
  })

  it('is malformed, and nothing worse, whatever JSON it is', () => {
    fc.assert(fc.property(fc.json(), (text) => void expect(failureOf(text).code).toBe('malformed')))
  })
})

describe('the document', () => {
  const text = readFileSync('public/sample.strata.json', 'utf8')
  const sample = JSON.parse(text)
  const [first] = sample.images
  const withFirst = (change: object) => JSON.stringify({ ...sample, images: [{ ...first, ...change }] })

  it.each<[string, string, RegExp]>([
    ['of another format', JSON.stringify({ ...sample, format: 'x' }), /^format:/],
    ['of a later version', JSON.stringify({ ...sample, version: 2 }), /^version:/],
    [
      'with a byte count that is none',
      withFirst({ layers: [{ ...first.layers[0], unpacked: { bytes: -1 } }] }),
      /unpacked/,
    ],
    ['with a digest that is none', withFirst({ configDigest: 'sha256:x' }), /configDigest/],
    ['without an origin', withFirst({ origins: [] }), /origins/],
    ['with a reference outside of the grammar', withFirst({ reference: 'A b' }), /reference/],
    [
      'whose step made a layer that is not there',
      withFirst({ history: [{ createdBy: 'x', layer: 99 }] }),
      /images\.0\.history/,
    ],
    ['with two images of one name', JSON.stringify({ ...sample, images: [first, first] }), /^images:/],
  ])('%s is refused, naming the field', (_, damaged, detail) => {
    expect(failureOf(damaged)).toMatchObject({ code: 'malformed', detail: expect.stringMatching(detail) })
  })

  it('may hold fields that this version does not know', () => {
    const later = JSON.stringify({ ...sample, note: 'x', images: [{ ...first, note: 'x' }] })
    expect(parseSnapshot(later, 'file.json').images[0]).toEqual(parseSnapshot(text, 'file.json').images[0])
  })
})

describe('snapshotSource', () => {
  const snapshot = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
  const source = snapshotSource(snapshot, 'sample')

  it('answers what the file holds', async () => {
    expect(await source.describe(never)).toMatchObject({ kind: 'snapshot', engine: { store: 'classic' } })
    expect(await source.repositories?.(never)).toEqual([
      { repository: 'localhost:5000/centos', tags: 1 },
      { repository: 'localhost:5000/docker-layer-linked', tags: 4 },
      { repository: 'localhost:5000/docker-layer-base', tags: 4 },
      { repository: 'localhost:5000/docker-layer-base-linked', tags: 4 },
      { repository: 'localhost:5000/small/docker-layer-linked', tags: 4 },
      { repository: 'localhost:5000/docker-layers', tags: 3 },
      { repository: 'localhost:5000/test1', tags: 1 },
      { repository: 'localhost:5000/test2', tags: 1 },
      { repository: 'localhost:5000/app', tags: 2 },
    ])
    for (const image of snapshot.images) {
      expect(await source.image({ reference: parseReference(image.reference)! }, never)).toEqual(image)
    }
  })

  it('holds the files of the layers of its small series, and of no other', async () => {
    const layersOf = async (name: string) =>
      (await source.image({ reference: parseReference(name)! }, never)).layers
    const small = await layersOf('localhost:5000/small/docker-layer-linked:0.0.4')
    const paths = small.map(({ diffId }) => source.files?.(diffId)?.entries.map(({ path }) => path))
    expect(paths.slice(1)).toEqual([
      ['packages', 'packages/package.exe', 'test.txt'],
      ['test.txt'],
      ['test.txt'],
      ['test.txt'],
    ])
    expect(source.files?.(small.at(-1)!.diffId)?.entries[0]?.kind).toBe('whiteout')
    const [large] = await layersOf('localhost:5000/docker-layer-linked:0.0.4')
    expect(source.files?.(large!.diffId)).toBeUndefined()
  })

  it('refuses files that do not agree with themselves', () => {
    const text = writeSnapshot({ ...snapshot, files: snapshot.files?.slice(0, 1) })
    const damaged = text.replace('"kinds":"', '"kinds":"f')
    expect(() => parseSnapshot(damaged, 'x')).toThrow('malformed')
    expect(parseSnapshot(text, 'x').files).toEqual(snapshot.files?.slice(0, 1))
  })

  it('takes latest for a reference without a tag', async () => {
    const image = await source.image({ reference: parseReference('localhost:5000/centos')! }, never)
    expect(image.reference).toBe('localhost:5000/centos:latest')
  })

  it('says what it does not hold', async () => {
    const failed = async (work: Promise<unknown>) =>
      ((await work.catch((error: unknown) => error)) as SourceError).failure
    expect(await failed(source.tags(parseRepository('app')!, never))).toEqual({
      code: 'not-found',
      at: 'sample',
      what: 'docker.io/library/app',
    })
    const reference = parseReference('localhost:5000/centos:9')!
    expect(await failed(source.image({ reference }, never))).toMatchObject({ code: 'not-found' })
    const platform = { os: 'linux', architecture: 'arm64' }
    const centos = parseReference('localhost:5000/centos')!
    expect(await failed(source.image({ reference: centos, platform }, never))).toEqual({
      code: 'no-platform',
      at: 'sample',
      wanted: 'linux/arm64',
      offered: ['linux/amd64'],
    })
  })
})
