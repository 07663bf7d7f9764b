import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts'
import { type ImageList, type Inspect, inspectSchema } from './schemas'

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** A history step and whether it made a layer. */
interface Made {
  readonly createdBy: string
  readonly size: number
  readonly layer: boolean
}

/** What an engine answers for an image of these steps, oldest first, when it kept images for those from `kept` on. */
function answersFor(steps: readonly Made[], kept: number) {
  const depths = new Map<string, number>()
  let depth = 0
  const history = steps.map(({ createdBy, size, layer }, index) => {
    if (layer) depth++
    const id = index < kept ? '<missing>' : digestOf(`step ${index}`)
    if (index >= kept) depths.set(id, depth)
    return { Id: id, Created: 1, CreatedBy: createdBy, Size: size }
  })
  const inspect: Inspect = {
    Id: digestOf('image'),
    RepoTags: [],
    RepoDigests: [],
    Architecture: 'amd64',
    Os: 'linux',
    Size: steps.reduce((sum, { size }) => sum + size, 0),
    RootFS: { Layers: Array.from({ length: depth }, (_, index) => digestOf(`layer ${index}`)) },
  }
  return { store: 'classic' as const, inspect, history: history.toReversed(), depths }
}

const step = fc.oneof(
  fc.record({
    createdBy: fc.constantFrom('RUN x', '/bin/sh -c #(nop) COPY a in b', ''),
    size: fc.oneof(fc.constant(0), fc.nat(1e9)),
    layer: fc.constant(true),
  }),
  fc.record({
    createdBy: fc.constantFrom('/bin/sh -c #(nop)  CMD ["x"]', 'RUN echo', '/bin/sh -c #(nop) WORKDIR /x'),
    size: fc.constant(0),
    layer: fc.constant(false),
  }),
)

describe('steps of an image that this host built', () => {
  it('are paired with their layers, whatever they look like', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const facts = factsOf(answersFor(steps, 0))
        expect(facts.stepsFrom).toBe('config')
        expect(facts.layers.map(({ unpacked }) => unpacked?.bytes)).toEqual(
          steps.filter(({ layer }) => layer).map(({ size }) => size),
        )
      }),
    )
  })

  it('are said to be inferred as soon as the base was pulled, and what is called measured is', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 20 }), fc.nat(), (steps, at) => {
        const facts = factsOf(answersFor(steps, 1 + (at % steps.length)))
        expect(facts.stepsFrom).not.toBe('config')
        const truth = steps.filter(({ layer }) => layer).map(({ size }) => size)
        for (const [index, { unpacked }] of facts.layers.entries()) {
          if (unpacked?.exactness === 'measured') expect(unpacked.bytes).toBe(truth[index])
        }
      }),
    )
  })

  it('have estimated bytes where the pairing was a choice', () => {
    const steps = [
      { createdBy: 'ADD /', size: 9, layer: true },
      { createdBy: 'RUN rm x', size: 0, layer: true },
      { createdBy: 'COPY a b', size: 5, layer: true },
      { createdBy: 'RUN echo', size: 0, layer: false },
    ]
    const unpacked = factsOf(answersFor(steps, 4)).layers.map((layer) => layer.unpacked)
    expect(unpacked.map((figure) => figure?.exactness)).toEqual(['measured', 'estimated', 'estimated'])
  })

  it('are not paired when a squashed image has fewer steps than layers', () => {
    const answers = answersFor([{ createdBy: 'RUN x', size: 7, layer: true }], 1)
    const RootFS = { Layers: ['a', 'b', 'c'].map(digestOf) }
    const facts = factsOf({ ...answers, inspect: { ...answers.inspect, RootFS } })
    expect(facts.stepsFrom).toBe('unpaired')
    expect(facts.layers.map(({ unpacked }) => unpacked)).toEqual([undefined, undefined, undefined])
  })
})

describe('zeros of a history', () => {
  const made = (...sizes: number[]) => sizes.map((size) => ({ createdBy: 'COPY a b', size, layer: true }))
  const zeros = answersFor(made(0, 0), 2)
  const bytesOf = (facts: ReturnType<typeof factsOf>) => facts.layers.map(({ unpacked }) => unpacked?.bytes)

  it('are no measure on a classic store while the image has bytes, or none are known', () => {
    for (const Size of [7, undefined]) {
      const facts = factsOf({ ...zeros, inspect: { ...zeros.inspect, Size } })
      expect(bytesOf(facts)).toEqual([undefined, undefined])
      expect(facts.history.map(({ unpackedBytes }) => unpackedBytes)).toEqual([undefined, undefined])
      expect(facts.unmeasured).toBe('zero-history')
    }
  })

  it('are the sizes of an image of empty layers, and of one empty layer among others', () => {
    expect(factsOf(zeros)).toMatchObject({ layers: [{ unpacked: { bytes: 0 } }, {}], unmeasured: undefined })
    expect(bytesOf(factsOf(answersFor(made(7, 0), 2)))).toEqual([7, 0])
    expect(bytesOf(factsOf(answersFor([], 0)))).toEqual([])
  })

  const contained = (sizes: readonly number[], Unpacked?: number) => {
    const answers = answersFor(made(...sizes), sizes.length)
    const Platform = { os: 'linux', architecture: 'amd64' }
    const Size = Unpacked === undefined ? undefined : { Unpacked }
    const manifest = { ID: digestOf('m'), Kind: 'image', ImageData: { Platform, Size } }
    const listed = { Id: 'x', Created: 1, RepoTags: [], RepoDigests: [], Manifests: [manifest] }
    return factsOf({ ...answers, store: 'containerd', listed })
  }

  it('stand for missing snapshots on a containerd store, above the topmost that is there', () => {
    for (const unpacked of [undefined, 0]) {
      expect(bytesOf(contained([5, 0, 3, 0, 0], unpacked))).toEqual([5, 0, 3, undefined, undefined])
    }
    expect(bytesOf(contained([5, 0, 3, 0, 0], 8))).toEqual([5, 0, 3, 0, 0])
    expect(contained([0, 0], 0)).toMatchObject({ unmeasured: undefined, layers: [{}, {}] })
    expect(bytesOf(contained([0, 0], 8))).toEqual([undefined, undefined])
    expect(contained([0, 0], 8).unmeasured).toBe('zero-history')
  })

  it('are not asked for where the history was refused: the layers stay', () => {
    const facts = factsOf({ ...zeros, history: undefined })
    expect(facts).toMatchObject({ unmeasured: 'history-refused', history: [], stepsFrom: 'unpaired' })
    expect(facts.layers.map(({ diffId }) => diffId)).toEqual(zeros.inspect.RootFS.Layers)
  })
})

describe('the identity of an image on the containerd store', () => {
  const index = digestOf('index')
  const above = { mediaType: 'application/vnd.docker.distribution.manifest.list.v2+json', digest: index }
  const manifest = (
    ID: string,
    architecture: string,
    variant?: string,
  ): ImageList[number]['Manifests'][0] => {
    return {
      ID: digestOf(ID),
      Kind: 'image',
      ImageData: { Platform: { os: 'linux', architecture, variant } },
    }
  }
  const facts = (inspect: Partial<Inspect>, Manifests: ImageList[number]['Manifests']) => {
    const answers = answersFor([{ createdBy: 'RUN x', size: 7, layer: true }], 1)
    return factsOf({
      ...answers,
      store: 'containerd',
      inspect: { ...answers.inspect, ...inspect },
      listed: { Id: index, Created: 1, RepoTags: [], RepoDigests: [], Manifests },
    })
  }

  it('is the manifest of its platform and variant, below the index', () => {
    const images = [
      manifest('amd', 'amd64'),
      manifest('v6', 'arm', 'v6'),
      manifest('v7', 'arm', 'v7'),
      { ID: digestOf('proof'), Kind: 'attestation' },
    ]
    const image = facts({ Id: index, Architecture: 'arm', Variant: 'v7', Descriptor: above }, images)
    expect(image).toMatchObject({
      imageId: index,
      indexDigest: index,
      manifestDigest: digestOf('v7'),
      otherPlatforms: [
        { os: 'linux', architecture: 'amd64' },
        { os: 'linux', architecture: 'arm', variant: 'v6' },
      ],
    })
    expect(image.configDigest).toBeUndefined()
  })

  it('is the only manifest when there is no index', () => {
    const single = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: digestOf('one') }
    const image = facts({ Descriptor: single }, [])
    expect(image).toMatchObject({ manifestDigest: digestOf('one'), indexDigest: undefined })
    expect(image.otherPlatforms).toBeUndefined()
  })

  it('is not guessed when the engine does not tell a manifest from an index', () => {
    const image = facts({ Id: index }, [])
    expect(image).toMatchObject({ imageId: index, manifestDigest: undefined, indexDigest: undefined })
  })

  it('has no platform when the engine names none', () => {
    expect(facts({ Os: '', Architecture: '' }, []).platform).toBeUndefined()
  })
})

describe('the folders of an image’s layers', () => {
  const answers = answersFor(
    ['base', 'b', 'top'].map((createdBy) => ({ createdBy, size: 1, layer: true })),
    0,
  )
  const foldersOf = (GraphDriver: Inspect['GraphDriver'], store: 'classic' | 'containerd' = 'classic') =>
    factsOf({ ...answers, store, inspect: { ...answers.inspect, GraphDriver } }).folders
  const Data = { UpperDir: '/o/top/diff', LowerDir: '/o/b/diff:/o/base/diff' }

  it('are the upper directory, then the lower ones from the top down', () => {
    expect(foldersOf({ Data })).toEqual(['/o/base/diff', '/o/b/diff', '/o/top/diff'])
  })

  it('are unknown to a containerd store, to another driver, and where they are not as many as the layers', () => {
    expect(foldersOf({ Data }, 'containerd')).toBeUndefined()
    expect(foldersOf({ Data: null })).toBeUndefined()
    expect(foldersOf(undefined)).toBeUndefined()
    expect(foldersOf({ Data: { ...Data, LowerDir: '/o/b/diff' } })).toBeUndefined()
  })

  it('cost no more than themselves where an engine answers oddly', () => {
    const odd = { ...answers.inspect, GraphDriver: { Name: 7, Data: { UpperDir: ['x'] } } }
    expect(inspectSchema.parse(odd).GraphDriver?.Data).toBeUndefined()
    expect(inspectSchema.parse({ ...odd, GraphDriver: 'overlay2' }).GraphDriver).toBeUndefined()
  })
})
