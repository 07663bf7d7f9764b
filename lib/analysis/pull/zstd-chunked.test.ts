import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChunkedFile } from '../../oci/chunked'
import type { Digest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import { digestOf, madeImage } from '../compare/facts.testing'
import { downloadCachedOf } from '../measures/download'
import { explainPull } from './explain'
import { hostOf } from './held'
import { EMPTY_HOST, hostThatPulled } from './host'
import { upgradeMatrix } from './matrix'
import { planPull } from './plan'

const RULE = 'zstd-chunked'
const FILE_BYTES = 1000
/** With its tar-split, and the heads of the two parts that both come in. */
const TABLE_BYTES = 300 + 40 + 2 * 163 + 54

const file = (content: string): ChunkedFile => ({ content, bytes: FILE_BYTES, gap: 80 })

/** Layers as words: each letter a file; `gz` has no table of contents, and one with `?` was not read. */
function imageOf(name: string, ...layers: string[]): ImageFacts {
  const bytesOf = (layer: string) => layer.length * (FILE_BYTES + 80) + 400
  const made = madeImage(
    `localhost/${name}:1`,
    layers.map((layer) => ({ name: layer, transfer: bytesOf(layer), unpacked: 5000 })),
  )
  const withTable = (layer: ImageFacts['layers'][number], files: string) => ({
    ...layer,
    blob: layer.blob && {
      ...layer.blob,
      chunked: {
        digest: digestOf<Digest>(files),
        at: bytesOf(files) - 400,
        bytes: 300,
        unpackedBytes: 900,
        tarSplitBytes: 40,
      },
      files: files.endsWith('?') ? undefined : [...files].map(file),
    },
  })
  return {
    ...made,
    layers: made.layers.map((layer, at) => (layers[at] === 'gz' ? layer : withTable(layer, layers[at]!))),
  }
}

const cellOf = (image: ImageFacts, ...held: ImageFacts[]) =>
  downloadCachedOf(
    { image, cachedPull: planPull(image, hostThatPulled(held, RULE), RULE), missingFromCache: [] },
    'transfer',
  )

describe('zstd:chunked, pulled in part', () => {
  it('fetches the table of contents and the files that the host lacks', () => {
    expect(cellOf(imageOf('x', 'abd'), imageOf('h', 'abc'))).toEqual({
      kind: 'estimate',
      value: FILE_BYTES + TABLE_BYTES,
      unit: 'bytes',
      why: { code: 'in-part', data: { layers: 1 } },
    })
  })

  it('says so of the layer, and the usual of one that is fetched whole', () => {
    const held = [{ name: 'h', how: 'pulled' as const, image: imageOf('h', 'abc') }]
    expect(explainPull(imageOf('x', 'abd', 'gz'), held, RULE)).toMatchObject([
      { why: { code: 'in-part' }, transferBytes: FILE_BYTES + TABLE_BYTES },
      { why: { code: 'new' } },
    ])
  })

  it('takes files from layers at any place, of any image that was pulled, but from none that was built', () => {
    const image = imageOf('x', 'abcd')
    expect(cellOf(image, imageOf('h', 'gz', 'ab'), imageOf('i', 'cd'))).toMatchObject({ value: TABLE_BYTES })
    const host = hostOf([{ name: 'h', how: 'built', image: imageOf('h', 'ab', 'c') }], RULE)
    const [fetched] = planPull(image, host, RULE).fetched
    expect(fetched).toBe(image.layers[0])
  })

  it('fetches a layer that has no table whole, and takes no files from it', () => {
    expect(cellOf(imageOf('x', 'gz'))).toMatchObject({ kind: 'exact', value: 2560 })
    expect(cellOf(imageOf('x', 'g'), imageOf('h', 'gz'))).toMatchObject({ value: 1480 })
  })

  it('counts a blob whole of which no file is held, or whose table was not read, and says which', () => {
    const why = (code: string) => ({ kind: 'estimate', why: { code, data: { layers: 1 } } })
    expect(cellOf(imageOf('x', 'abc'))).toMatchObject({ value: 3640, ...why('in-part') })
    expect(cellOf(imageOf('x', 'ab?'))).toMatchObject({ value: 3640, ...why('files-unknown') })
    expect(cellOf(imageOf('x', 'abc'), imageOf('h', 'ab?'))).toMatchObject(why('files-unknown'))
  })

  it('spares a layer whole that containers-storage spares, read or not', () => {
    expect(cellOf(imageOf('x', 'ab?', 'gz'), imageOf('h', 'gz', 'ab?'))).toEqual({
      kind: 'exact',
      value: 0,
      unit: 'bytes',
    })
  })

  it('is none of the other rules’ matters', () => {
    const [image, host] = [imageOf('x', 'abd'), hostThatPulled([imageOf('h', 'abc')])]
    for (const rule of ['classic', 'containerd', 'prefix-only', 'containers-storage'] as const) {
      const { fetched, guess } = planPull(image, host, rule)
      expect([fetched, guess]).toEqual([image.layers, undefined])
    }
  })

  const images = fc
    .array(
      fc.array(
        fc.oneof(
          fc.constantFrom('gz', 'ab?'),
          fc.uniqueArray(fc.constantFrom(...'abcde'), { minLength: 1 }).map((files) => files.join('')),
        ),
        { maxLength: 4 },
      ),
      { maxLength: 4 },
    )
    .map((all) => all.map((layers, at) => imageOf(`x${at}`, ...layers)))

  it('is the same in the matrix and in the explanation, and never more than whole blobs and their tables', () => {
    fc.assert(
      fc.property(images, (all) => {
        const { bytes, why } = upgradeMatrix(all, RULE, 'transfer')
        for (const [row, from] of [undefined, ...all].entries()) {
          for (const [column, image] of all.entries()) {
            const cell = cellOf(image, ...(from ? [from] : []))
            const value = cell.kind === 'unknown' ? undefined : cell.value
            expect([bytes[row]?.[column], why[row]?.[column]]).toEqual([value, cell.why])
            const held = from ? [{ name: 'h', how: 'pulled' as const, image: from }] : []
            const verdicts = explainPull(image, held, RULE)
            for (const [at, { why, transferBytes }] of verdicts.entries()) {
              if (why.code === 'in-part')
                expect(transferBytes).not.toBe(image.layers[at]?.blob?.transferBytes)
            }
            const fetched = verdicts.filter(({ way }) => way === 'download')
            expect(fetched.reduce((sum, { transferBytes = 0 }) => sum + transferBytes, 0)).toBe(value)
            const whole = planPull(image, from ? hostThatPulled([from]) : EMPTY_HOST, 'containers-storage')
            const most = whole.fetched.reduce((sum, { blob }) => sum + blob!.transferBytes! + TABLE_BYTES, 0)
            expect(value).toBeLessThanOrEqual(most)
          }
        }
      }),
    )
  })
})
