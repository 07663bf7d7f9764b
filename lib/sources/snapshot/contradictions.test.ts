import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SnapshotConflict } from '../../oci/failure'
import { conflictIn } from './contradictions'
import { parseSnapshot, writeSnapshot } from './index'
import { madeSnapshot, problemIn } from './made.testing'

const text = readFileSync('public/sample.strata.json', 'utf8')

/** The sample's document, to be changed at will. */
interface Document {
  layers: {
    diffId: string
    chainId: string
    blob: { digest: string; transferBytes?: number }
    unpacked: { bytes: number; exactness: string; ruler: string }
  }[]
  steps: { layer?: number | null; createdBy: string }[]
  images: { reference: string; configDigest: string; layers: number[]; history: number[] }[]
  files: { diffId: string }[]
  [other: string]: unknown
}

function conflictOf(change: (document: Document) => void): SnapshotConflict | undefined {
  const document = JSON.parse(text) as Document
  change(document)
  const problem = problemIn(() => parseSnapshot(JSON.stringify(document), 'x'))
  return problem.code === 'contradiction' ? problem.conflict : undefined
}

const chained = 1
const digest = `sha256:${'1'.repeat(64)}`

describe('facts that contradict each other', () => {
  it('are found: a chainID that does not follow from the diffIDs', () => {
    const change = (document: Document) => {
      const [, position = 0] = document.images[chained]!.layers
      document.layers[position]!.chainId = digest
    }
    expect(conflictOf(change)).toEqual({
      about: 'chain-id',
      reference: 'localhost:5000/docker-layer-linked:0.0.1',
      layer: 2,
    })
  })

  it('are found: layers in another order', () => {
    expect(conflictOf(({ images }) => void images[chained]!.layers.reverse())).toMatchObject({
      about: 'chain-id',
    })
  })

  it('are found: one blob of two lengths, one blob of two contents', () => {
    const twin = (document: Document, change: (layer: Document['layers'][number]) => void) => {
      const layer = structuredClone(document.layers[document.images[0]!.layers[0]!]!)
      change(layer)
      const position = document.layers.push(layer) - 1
      document.images.push({
        ...structuredClone(document.images[0]!),
        reference: 'localhost:5000/twin:1',
        configDigest: digest,
        layers: [position],
        history: [],
      })
    }
    expect(() => conflictOf((document) => twin(document, ({ blob }) => delete blob.transferBytes))).toThrow(
      'expected to be refused',
    )
    expect(conflictOf((document) => twin(document, ({ blob }) => void blob.transferBytes!++))).toMatchObject({
      about: 'blob-size',
      one: 84457814,
      other: 84457815,
    })
    const other = (document: Document) =>
      twin(document, (layer) => {
        layer.diffId = digest
        layer.chainId = digest
      })
    expect(conflictOf(other)).toMatchObject({ about: 'blob-content' })
    expect(conflictOf((document) => twin(document, ({ unpacked }) => void unpacked.bytes++))).toMatchObject({
      about: 'unpacked-size',
      one: 231269003,
      other: 231269004,
    })
    // An estimate may be wrong, and blocks differ from copy to copy.
    const estimate = (document: Document) =>
      twin(document, ({ unpacked }) => {
        unpacked.bytes++
        unpacked.exactness = 'estimated'
      })
    expect(() => conflictOf(estimate)).toThrow('expected to be refused')
  })

  it('are found: steps of layers that are not there, or made before', () => {
    const { images, steps } = JSON.parse(text) as Document
    const made = images[chained]!.history.findIndex((position) => typeof steps[position]!.layer === 'number')
    const withLayer = (layer: number) => (document: Document) => {
      const image = document.images[chained]!
      const position = document.steps.push({ createdBy: 'x', layer }) - 1
      image.history = image.history.with(made, position)
    }
    const reference = images[chained]!.reference
    expect(conflictOf(withLayer(99))).toEqual({ about: 'step-layer', reference, step: made + 1, layers: 2 })
    expect(conflictOf(withLayer(1))).toMatchObject({ about: 'step-order', reference })
  })

  it('are found: two images of one name, one config of two images, two lists of files', () => {
    expect(conflictOf(({ images }) => void images.push(images[0]!))).toEqual({
      about: 'same-reference',
      reference: 'localhost:5000/centos:latest',
    })
    const sameConfig = ({ images }: Document) => {
      images[2]!.configDigest = images[1]!.configDigest
    }
    expect(conflictOf(sameConfig)).toMatchObject({
      about: 'config-layers',
      other: 'localhost:5000/docker-layer-linked:0.0.1',
    })
    expect(conflictOf(({ files }) => void files.push(files[0]!))).toMatchObject({ about: 'files' })
  })

  it('are found: an end that is not where its layers end', () => {
    const change = (document: Document) => {
      document.ends = [{ reference: 'localhost:5000/centos:latest', chainId: digest, layers: [0] }]
    }
    expect(conflictOf(change)).toEqual({ about: 'end', reference: 'localhost:5000/centos:latest' })
  })

  it('are not written either', () => {
    const { images, ...rest } = parseSnapshot(text, 'x')
    const problem = problemIn(() => writeSnapshot({ ...rest, images: [images[0]!, images[0]!] }))
    expect(problem).toMatchObject({ code: 'contradiction', conflict: { about: 'same-reference' } })
  })
})

describe('facts that agree', () => {
  it('pass, also when a snapshot beside them has the same tags', () => {
    fc.assert(
      fc.property(madeSnapshot, (made) => {
        const { beside: _, readFrom: __, strategies: ___, view: ____, ...own } = made
        const twice = { ...made, beside: [{ ...own, name: 'same' }] }
        expect(conflictIn({ format: 'strata.snapshot', version: 2, ...twice })).toBeUndefined()
      }),
    )
  })
})
