import { describe, expect, it } from 'vitest'
import { compareReport } from '../../analysis/compare/report'
import type { Basis, TransferBytes } from '../../oci/bytes'
import type { DiffId, ManifestDigest } from '../../oci/digest'
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

const CONTAINERD =
  'containerd cannot pull 0.0.4: layer 1 is an EROFS file system, for its erofs snapshotter alone.'
const CLASSIC =
  'Docker’s classic store cannot pull 0.0.4: layer 1 has a media type that it knows no layer of.'

/** An image whose base has a blob that differs in something. */
const based = (blob: Partial<BlobFacts>, image = last): ImageFacts => ({
  ...image,
  layers: image.layers.map((layer, at) =>
    at === 0 && layer.blob ? { ...layer, blob: { ...layer.blob, ...blob } } : layer,
  ),
})
/** A blob that does not hold its layer. */
const other = (blob: BlobFacts | undefined) =>
  blob && { ...blob, contentDiffId: `sha256:${'3'.repeat(64)}` as DiffId }
const withOther = (other: Partial<AlternativeFacts>, image = last): ImageFacts => ({
  ...image,
  alternatives: [{ for: 'podman', manifestDigest: zstd, ...other }],
})
const ofBase = (blob: Partial<BlobFacts>, context = english) => {
  const report = reportOf(based(blob))
  const [layer] = chainRows(report, undefined).flatMap((row) => row.layer ?? [])
  return layer && layerTexts(layer, report.tag, context)
}

describe('what is odd about a layer', () => {
  it('is a length that its manifest has wrong, whether or not the registry has another', () => {
    const blob = { declaredBytes: zero, transferBytes: (7 * MB) as TransferBytes }
    expect(ofBase(blob)).toEqual([
      'The manifest says 0B of this blob, and the registry holds 7.00MB.',
      'containerd cannot pull 0.0.4: the manifest says 0 bytes of layer 1.',
    ])
    expect(ofBase(blob, korean)).toEqual([
      '매니페스트에는 이 blob의 크기가 0B로 적혀 있지만 레지스트리에 있는 blob은 7.00MB입니다.',
      'containerd에서는 0.0.4 이미지를 받지(pull) 못합니다. 매니페스트에 레이어 1번의 크기가 0바이트로 적혀 있습니다.',
    ])
    const unknown = { declaredBytes: 1e15 as TransferBytes, transferBytes: undefined }
    expect(ofBase(unknown)).toEqual([
      'The manifest says 1.00PB of this blob, and the registry does not say its length.',
    ])
    expect(ofBase({})).toEqual([])
  })

  it('is a length that its manifest has wrong by a byte, to the byte', () => {
    const blob = { declaredBytes: (7 * MB + 1) as TransferBytes, transferBytes: (7 * MB) as TransferBytes }
    expect(ofBase(blob)?.[0]).toMatch(/says 7,000,001\D.* and the registry holds 7,000,000\D/)
  })

  it('is that it comes from elsewhere', () => {
    expect(ofBase({ foreign: true })).toEqual(['Not in this registry: downloaded from elsewhere.'])
  })

  it('is in the exports, with how it is packed and what cannot unpack it', () => {
    const context = contextOf(based({ ...FOREIGN, mediaType: 'application/vnd.erofs.layer.v1' }))
    const [base, ...rest] = context.chain.layers
    const chain = { ...context.chain, layers: [{ ...base!, packing: 'EROFS' }, ...rest] }
    const shared = { layers: [] }
    const { remarks, tables } = documentOf(layersCard, { ...context, chain, shared })!
    expect(remarks).toEqual([
      CONTAINERD,
      CLASSIC,
      expect.stringMatching(/^117\.00MB of a download/),
      `Layer 1: ${CONTAINERD}`,
      `Layer 1: ${CLASSIC}`,
      'Layer 1: Not in this registry: downloaded from elsewhere.',
    ])
    expect(column(tables[0], 'packing').map((value) => value?.text)).toEqual(['—', '—', '—', '—', 'EROFS'])
    expect(documentOf(layersCard, { ...contextOf(), shared })?.remarks).toEqual([])
  })
})

describe('what is odd about an image', () => {
  it('is who cannot pull it, and of several tags how many more it is so of', () => {
    const nested: ImageFacts = { ...last, listedAs: ['nested'] }
    const two = { ...nested, layers: nested.layers.map((layer) => ({ ...layer, blob: other(layer.blob) })) }
    expect(imageTexts(reportOf(two), english)).toEqual([
      'Docker’s classic store and Podman cannot pull 0.0.4: it stands in an index within an index.',
      'Docker’s classic store, containerd and Podman cannot pull 0.0.4: layer 1 (and 4 more) does not unpack to what the config names.',
    ])
    const report = compareReport(
      QUESTION,
      factsOf([
        seriesOf(
          NAME,
          sampleImages(NAME).map((image) => ({ ...image, listedAs: ['nested'] })),
        ),
      ]),
    )
    expect(besideTexts('total', { ...english, report })[0]).toBe(
      'Docker’s classic store and Podman cannot pull 0.0.1 and 3 more tags: it stands in an index within an index.',
    )
    expect(besideTexts('total', { ...korean, report })[0]).toBe(
      'Docker classic 스토어, Podman에서는 0.0.1 외 태그 3개 이미지를 받지(pull) 못합니다. 인덱스 안의 인덱스에 들어 있습니다.',
    )
  })

  it('is another entry that Docker 20.10 takes, for the features that it asks for', () => {
    const report = reportOf(withOther({ for: 'docker-20', transferBytes: 4000 as TransferBytes }))
    expect(imageTexts(report, english)).toEqual([
      'Of 0.0.4, Docker 20.10 and Podman take the manifest 222222222222, which is for hosts with certain features (os.features): 4.00kB; containerd downloads 612.70MB.',
    ])
  })

  it('is another entry that Podman takes, with both sizes', () => {
    const report = reportOf(withOther({ transferBytes: (20.7 * MB) as TransferBytes }))
    expect(report.tag.image?.alternatives).toHaveLength(1)
    expect(imageTexts(report, english)).toEqual([
      'Of 0.0.4, Podman and CRI-O take the manifest 222222222222 (zstd): 20.70MB; Docker and containerd download 612.70MB.',
    ])
    expect(imageTexts(report, korean)[0]).toContain('222222222222(zstd)를 받습니다(20.70MB).')
    expect(imageTexts(reportOf(withOther({})), english)[0]).toContain('(zstd), whose size is not known;')
    expect(imageTexts(reportOf(last), english)).toEqual([])
  })

  it('is what of its download comes from elsewhere, each blob once', () => {
    const said = '117.00MB of a download comes from elsewhere than the registry, as Windows’ base layers do.'
    const image = based(FOREIGN)
    expect(imageTexts(reportOf(image), english)).toEqual([said])
    const twice = { ...image, layers: [image.layers[0]!, ...image.layers] }
    expect(imageTexts(reportOf(twice), english)).toEqual([said])
    const unsized = reportOf(based({ foreign: true, transferBytes: undefined }))
    expect(imageTexts(unsized, english)[0]).toMatch(/^A part of unknown size of a download/)
    expect(imageTexts(reportOf(image), korean)[0]).toMatch(/^다운로드 중 117\.00MB는/)
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
      expect.stringMatching(/^Of 0\.0\.1, Podman .* 606\.83MB\. 3 more tags have two such entries\.$/),
    ])
    expect(cached).toEqual([])
  })

  it('say what comes from elsewhere of the downloads that they show', () => {
    const images = sampleImages(NAME).map((image) => based(FOREIGN, image))
    const { total, cached, uncached } = texts(images)
    expect(total).toEqual([])
    // The base is downloaded with the first tag alone.
    expect(cached).toEqual([expect.stringMatching(/^117\.00MB of a download/)])
    expect(uncached).toEqual([expect.stringMatching(/^Up to 117\.00MB of a download/)])
    const bytes = images[0]?.layers[0]?.unpacked?.bytes ?? 0
    expect(texts(images, 'unpacked').cached[0]).toMatch(new RegExp(`^${(bytes / MB).toPrecision(3)}MB of`))
  })
})
