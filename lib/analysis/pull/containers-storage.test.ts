import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ManifestDigest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import { digestOf } from '../compare/facts.testing'
import { sumLayers } from '../measures/sum'
import { explainPull } from './explain'
import { held, hosts, imageOf, layersOf } from './facts.testing'
import { type HeldImage, hostOf } from './held'
import { EMPTY_HOST } from './host'
import { upgradeMatrix } from './matrix'
import { planPull } from './plan'

const RULE = 'containers-storage'
const planOf = (image: ImageFacts, host: readonly HeldImage[]) => planPull(image, hostOf(host, RULE), RULE)
const waysOf = (layers: readonly string[], ...host: HeldImage[]) => planOf(imageOf('x', ...layers), host).ways

describe('containers-storage', () => {
  // As Podman 5.8.6 was seen to fetch: o, l, a, t are OS, LIB, APP and TOOLS.
  it('fetches what is new alone, where the rest stands over other layers', () => {
    const host = held('pulled', 'h', 'o', 'l', 'a')
    expect(waysOf(['o', 't', 'l', 'a'], host)).toEqual(['reuse', 'download', 'content', 'content'])
    expect(planOf(imageOf('x', 'o', 't', 'l', 'a'), [host]).reusedDepth).toBe(1)
  })

  it('fetches a layer in place again where it is packed another way, and those above it not', () => {
    expect(waysOf(['o', "l'", 'a'], held('pulled', 'h', 'o', 'l', 'a'))).toEqual([
      'reuse',
      'download',
      'reuse',
    ])
  })

  it('fetches no blob that is the plain tar of a layer there, however that came', () => {
    for (const how of ['pulled', 'pushed', 'built'] as const)
      expect(waysOf(['l='], held(how, 'h', 'o', 'l'))).toEqual(['content'])
  })

  it('is spared nothing by an equal config', () => {
    const [image, again] = [imageOf('x', 'o', 'l'), imageOf('x', 'o', "l'")]
    expect(again.configDigest).toBe(image.configDigest)
    expect(planOf(again, [{ name: 'h', how: 'pulled', image }]).ways).toEqual(['reuse', 'download'])
  })

  it('fetches all of what was built or loaded there, and nothing once that was pushed', () => {
    expect(waysOf(['o', 'l'], held('built', 'h', 'o', 'l'))).toEqual(['download', 'download'])
    expect(waysOf(['o', 'l'], held('pushed', 'h', 'o', 'l'))).toEqual(['reuse', 'reuse'])
  })

  it('remembers a blob whose layer it has under another one', () => {
    const host = [held('pulled', 'h', 'o', 'l'), held('pulled', 'i', "l'")]
    expect(waysOf(['t', "l'"], ...host)).toEqual(['download', 'content'])
  })

  it('fetches each copy of a blob that starts before another may have landed, and says that it is a guess', () => {
    const plan = planOf(imageOf('x', 'o', 'a', 'a'), [held('pulled', 'h', 'o')])
    expect(plan.ways).toEqual(['reuse', 'download', 'download'])
    expect(plan.guess).toEqual({ code: 'repeated-blob', data: { layers: 1 } })
    // Seen so on Podman: the seventh layer waits for its turn, and finds the sixth one landed.
    const far = planOf(imageOf('x', 'o', 'a', 't', 'a', 'a', 'l', 'l'), [])
    expect(far.ways).toEqual([...Array(6).fill('download'), 'repeat'])
    expect(far.guess).toEqual({ code: 'repeated-blob', data: { layers: 3 } })
    expect(planPull(imageOf('x', 'a', 'a'), EMPTY_HOST, 'classic').guess).toBeUndefined()
  })

  it('is a guess of an image of whose index Podman takes another entry', () => {
    const other = { for: 'podman', manifestDigest: digestOf<ManifestDigest>('zstd') } as const
    const image = { ...imageOf('x', 'a', 'b'), alternatives: [other] }
    const why = { code: 'other-entry' }
    for (const rule of ['containers-storage', 'zstd-chunked'] as const) {
      expect(planPull(image, EMPTY_HOST, rule).guess).toEqual(why)
      expect(upgradeMatrix([image], rule, 'transfer').why).toEqual([[why], [why]])
    }
    expect(planPull(image, EMPTY_HOST, 'containerd').guess).toBeUndefined()
  })

  it('says why, in place, elsewhere, and of what is fetched', () => {
    const host = [held('pulled', 'h', 'o', 'l', 'a?'), held('built', 'b', 't')]
    const layers = ['o', 'n', 'l', 'a', 't', "l'", 't=', 'n']
    expect(explainPull(imageOf('x', ...layers), host, RULE).map(({ why }) => why)).toEqual([
      { code: 'held', image: 'h' },
      { code: 'new' },
      { code: 'elsewhere', image: 'h', layer: 2 },
      { code: 'elsewhere', image: 'h', layer: 3, assumed: true },
      { code: 'blob-unknown', image: 'b', layer: 1, because: 'built' },
      { code: 'blob-unknown', image: 'h', layer: 2, because: 'other-blob' },
      { code: 'elsewhere', image: 'b', layer: 1 },
      { code: 'repeat-in-flight', layer: 2 },
    ])
  })

  it('is what the store does when it is played layer by layer', () => {
    const marks = ['', '', "'", '=']
    fc.assert(
      fc.property(layersOf(marks), hosts(marks), (layers, host) => {
        const image = imageOf('x', ...layers)
        const { fetched } = planOf(image, host)
        const store = new Store()
        for (const one of host) if (one.how === 'pulled') store.pull(one.image)
        for (const one of host) if (one.how === 'pushed') store.push(one.image)
        for (const one of host) if (one.how === 'built') store.build(one.image)
        expect(fetched.map(({ blob }) => blob?.digest)).toEqual(store.pull(image))
      }),
      { numRuns: 1000 },
    )
  })

  it('never costs more with a larger cache, for images of no more layers than are copied at a time', () => {
    const marks = ['', "'", '=']
    fc.assert(
      fc.property(layersOf(marks), hosts(marks), hosts(marks), (layers, small, more) => {
        const image = imageOf('x', ...layers)
        const bytes = [small, [...small, ...more]].map((host) => {
          const cell = sumLayers(planOf(image, host).fetched, 'transfer', image)
          return cell.kind === 'unknown' ? Number.NaN : cell.value
        })
        expect(bytes[1]).toBeLessThanOrEqual(bytes[0]!)
      }),
    )
  })
})

/** The store as a list of layers and a book of blobs: another reading of the rule, for images of six layers at most. */
class Store {
  private readonly stored: { readonly diffId: string; readonly from: string }[] = []
  private readonly book = new Map<string, string>()

  /** @returns the blobs that are fetched, base first */
  pull({ layers }: ImageFacts): readonly string[] {
    const [there, book] = [[...this.stored], new Map(this.book)]
    const fetched: string[] = []
    for (const { diffId, blob } of layers) {
      const from = blob!.digest
      const knows = book.get(from) === diffId || there.some((one) => one.diffId === from)
      const isThere = there.some((one) => one.from === from || (knows && one.diffId === diffId))
      if (!isThere) {
        fetched.push(from)
        this.book.set(from, diffId)
      }
      this.stored.push({ diffId, from })
    }
    return fetched
  }

  push({ layers }: ImageFacts): void {
    for (const { diffId, blob } of layers) {
      this.stored.push({ diffId, from: '' })
      this.book.set(blob!.digest, diffId)
    }
  }

  build({ layers }: ImageFacts): void {
    for (const { diffId } of layers) this.stored.push({ diffId, from: '' })
  }
}
