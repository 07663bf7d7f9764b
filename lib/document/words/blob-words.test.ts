import { describe, expect, it } from 'vitest'
import { compareReport } from '../../analysis/compare/report'
import type { Basis, TransferBytes } from '../../oci/bytes'
import type { ManifestDigest } from '../../oci/digest'
import type { AlternativeFacts, BlobFacts, ImageFacts } from '../../oci/facts'
import { documentOf } from '../cards/card'
import { besideTexts } from '../cards/comparison'
import { factsOf, QUESTION, sampleImages, seriesOf } from '../cards/sample-facts.testing'
import { column, contextOf, last, NAME, reportOf } from '../cards/tag/context.testing'
import { layersCard } from '../cards/tag/layers'
import { chainRows } from '../tag/chain-rows'
import { imageTexts, layerTexts } from './blob-words'
import { wordsOf } from './words'

const MB = 1e6 as TransferBytes
const zero = 0 as TransferBytes
const zstd = `sha256:${'2'.repeat(64)}` as ManifestDigest
const english = { units: 'decimal', words: wordsOf('en') } as const
const korean = { units: 'decimal', words: wordsOf('ko') } as const
const FOREIGN = { foreign: true, transferBytes: (117 * MB) as TransferBytes } as const
const REFUSED = 'containerd refuses it: a blob’s length must be the one in its descriptor.'

/** An image whose base has a blob that differs in something. */
const based = (blob: Partial<BlobFacts>, image = last): ImageFacts => ({
  ...image,
  layers: image.layers.map((layer, at) =>
    at === 0 && layer.blob ? { ...layer, blob: { ...layer.blob, ...blob } } : layer,
  ),
})
const withOther = (other: Partial<AlternativeFacts>, image = last): ImageFacts => ({
  ...image,
  alternatives: [{ for: 'podman', manifestDigest: zstd, ...other }],
})
const ofBase = (blob: Partial<BlobFacts>, context = english) => {
  const [layer] = chainRows(reportOf(based(blob)), undefined).flatMap((row) => row.layer ?? [])
  return layer && layerTexts(layer, context)
}

describe('what is odd about a layer', () => {
  it('is a length that its manifest has wrong, whether or not the registry has another', () => {
    const blob = { declaredBytes: zero, transferBytes: (7 * MB) as TransferBytes }
    const held = 'The manifest says 0B of this blob, and the registry holds 7MB.'
    expect(ofBase(blob)).toEqual([`${held} ${REFUSED}`])
    expect(ofBase(blob, korean)?.[0]).toContain('0B로 적혀 있지만 레지스트리에 있는 blob은 7MB입니다.')
    const unknown = { declaredBytes: zero, transferBytes: undefined }
    expect(ofBase(unknown)?.[0]).toContain('and the registry does not say its length. containerd')
    expect(ofBase({})).toEqual([])
  })

  it('is that it comes from elsewhere', () => {
    expect(ofBase({ foreign: true })).toEqual(['Not in this registry: downloaded from elsewhere.'])
  })

  it('is in the exports, with how it is packed and what cannot unpack it', () => {
    const context = contextOf(based(FOREIGN))
    const [base, ...rest] = context.chain.layers
    const unpackProblems = [{ store: 'containerd', code: 'erofs-snapshotter' }] as const
    const chain = { ...context.chain, layers: [{ ...base!, packing: 'EROFS', unpackProblems }, ...rest] }
    const shared = { layers: [] }
    const { remarks, tables } = documentOf(layersCard, { ...context, chain, shared })!
    expect(remarks).toEqual([
      expect.stringMatching(/^117MB of a download/),
      'Layer 1: containerd cannot unpack this without its erofs snapshotter.',
      'Layer 1: Not in this registry: downloaded from elsewhere.',
    ])
    expect(column(tables[0], 'packing').map((value) => value?.text)).toEqual(['—', '—', '—', '—', 'EROFS'])
    expect(documentOf(layersCard, { ...contextOf(), shared })?.remarks).toEqual([])
  })
})

describe('what is odd about an image', () => {
  it('is another entry that Podman takes, with both sizes', () => {
    const report = reportOf(withOther({ transferBytes: (20.7 * MB) as TransferBytes }))
    expect(report.tag.image?.alternatives).toHaveLength(1)
    expect(imageTexts(report, english)).toEqual([
      'Of 0.0.4, Podman and CRI-O take the manifest 222222222222 (zstd): 20.7MB; Docker and containerd download 613MB.',
    ])
    expect(imageTexts(report, korean)[0]).toContain('222222222222(zstd)를 받습니다(20.7MB).')
    expect(imageTexts(reportOf(withOther({})), english)[0]).toContain('(zstd), whose size is not known;')
    expect(imageTexts(reportOf(last), english)).toEqual([])
  })

  it('is what of its download comes from elsewhere, each blob once', () => {
    const said = '117MB of a download comes from elsewhere than the registry, as Windows’ base layers do.'
    const image = based(FOREIGN)
    expect(imageTexts(reportOf(image), english)).toEqual([said])
    const twice = { ...image, layers: [image.layers[0]!, ...image.layers] }
    expect(imageTexts(reportOf(twice), english)).toEqual([said])
    const unsized = reportOf(based({ foreign: true, transferBytes: undefined }))
    expect(imageTexts(unsized, english)[0]).toMatch(/^A part of unknown size of a download/)
    expect(imageTexts(reportOf(image), korean)[0]).toMatch(/^다운로드 중 117MB는/)
  })
})

describe('the cards of a comparison', () => {
  const texts = (images: readonly ImageFacts[], basis: Basis = 'transfer') => {
    const report = compareReport({ ...QUESTION, basis }, factsOf([seriesOf(NAME, images)]))
    const of = (card: 'total' | 'cached' | 'uncached') => besideTexts(card, { ...english, report })
    return { total: of('total'), cached: of('cached'), uncached: of('uncached') }
  }

  it('name the first tag of which Podman takes another entry, and count the others', () => {
    const { total, cached } = texts(sampleImages(NAME).map((image) => withOther({}, image)))
    expect(total).toEqual([
      expect.stringMatching(/^Of 0\.0\.1, Podman .* 607MB\. 3 more tags have two such entries\.$/),
    ])
    expect(cached).toEqual([])
  })

  it('say what comes from elsewhere of the downloads that they show', () => {
    const images = sampleImages(NAME).map((image) => based(FOREIGN, image))
    const { total, cached, uncached } = texts(images)
    expect(total).toEqual([])
    // The base is downloaded with the first tag alone.
    expect(cached).toEqual([expect.stringMatching(/^117MB of a download/)])
    expect(uncached).toEqual([expect.stringMatching(/^Up to 117MB of a download/)])
    const bytes = images[0]?.layers[0]?.unpacked?.bytes ?? 0
    expect(texts(images, 'unpacked').cached[0]).toMatch(new RegExp(`^${(bytes / MB).toPrecision(3)}MB of`))
  })
})
