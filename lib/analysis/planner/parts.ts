import { sharedDepth } from '../../oci/chain'
import type { ImageEnd, ImageFacts, LayerFacts } from '../../oci/facts'
import { fitLine, median, steps } from './numbers'
import { DEFAULT_RATIO, type Plan, type PlanStrategy } from './plan'
import type { PlanField } from './problems'

/** How a field of a plan came from a real series, as data: the sentence is written where it is shown. */
export type EstimateCode =
  /** Layers below what the tags add, as they are. */
  | 'counted'
  /** The layers that all tags share are taken for base and packages: the lowest for the base. */
  | 'base-guessed'
  /** The smallest of the tags' own layers less what the app takes in it. */
  | 'smallest-less-app'
  /** The first tag's largest layer above the base less what the app takes in it. */
  | 'largest-less-app'
  /** The median of what the tags' own layers differ by. */
  | 'median-difference'
  /** The median of the tags' own layers. */
  | 'median-layer'
  /** The app's ratio is that of the packages. */
  | 'as-packages'
  /** No host reported some unpacked sizes: they are taken to be transfer bytes by the usual ratio. */
  | 'from-transfer'
  /** No source reported some sizes: they count as 0. */
  | 'not-told'
  /** The series does not tell: the usual is taken. */
  | 'assumed'

export interface PlanEstimate {
  readonly field: PlanField | 'strategy' | 'app' | 'removeAtEnd'
  readonly code: EstimateCode
}

interface Sizes {
  readonly unpacked: number
  readonly transfer: number | undefined
}

export interface Depths {
  readonly base: number
  /** Layers that are not a tag's own: base, and packages where these have a layer. */
  readonly shared: number
  readonly known: boolean
}

/** Finds how deep base and packages go. */
export function depthsOf(images: readonly ImageFacts[], strategy: PlanStrategy, base?: ImageEnd): Depths {
  const [first] = images
  if (!first) return { base: 0, shared: 0, known: true }
  const shared = Math.min(...images.map((image) => sharedDepth(first, image)))
  const end = first.layers.findIndex(({ chainId }) => chainId === base?.chainId)
  if (images.length === 1) {
    const depth = end < 0 ? Math.min(1, shared) : end + 1
    return { base: depth, shared: depth, known: end >= 0 }
  }
  if (end >= 0 && end < shared) return { base: end + 1, shared, known: true }
  const withPackages = strategy === 'chained' || strategy === 'custom-base'
  // The top of what all share holds the packages then, unless there is nothing else.
  if (withPackages) return { base: Math.max(Math.min(1, shared), shared - 1), shared, known: false }
  return { base: shared, shared, known: true }
}

export interface Parts {
  readonly packages: Sizes
  readonly appBytes: number
  readonly appRatio: number | undefined
  readonly app: Plan['app']
  readonly removeAtEnd: boolean
  readonly estimates: readonly PlanEstimate[]
}

/** Each tag adds layers to the one before: these are the app, and the first tag's own hold the packages too. */
export function chainedParts(images: readonly ImageFacts[], depths: Depths): Parts {
  const added = images
    .slice(1)
    .map((image, index) => sizesOf(image.layers.slice(images[index]?.layers.length)))
  const removeAtEnd = added.length > 1 && added.at(-1)?.unpacked === 0
  const some = added.filter(({ unpacked }) => unpacked > 0)
  const appBytes = median(some.map(({ unpacked }) => unpacked)) ?? 0
  const appRatio = median(some.flatMap((sizes) => ratioOf(sizes) ?? []))
  const first = sizesOf(images[0]?.layers.slice(depths.base) ?? [])
  return {
    packages: less(first, appBytes, appRatio),
    appBytes,
    appRatio,
    // A chain stores what changed: whether that is all of the app, it does not tell.
    app: 'replaces',
    removeAtEnd,
    estimates: [
      { field: 'packagesBytes', code: 'largest-less-app' },
      { field: 'appBytes', code: 'median-layer' },
      { field: 'app', code: 'assumed' },
    ],
  }
}

/** Each tag has layers of its own upon the shared ones: with the packages in them, or the app alone. */
export function rebuiltParts(images: readonly ImageFacts[], depths: Depths, strategy?: PlanStrategy): Parts {
  const own = images.map(({ layers }) => sizesOf(layers.slice(depths.shared)))
  if (strategy === 'custom-base') {
    const some = own.filter(({ unpacked }) => unpacked > 0)
    return {
      packages: sizesOf(images[0]?.layers.slice(depths.base, depths.shared) ?? []),
      appBytes: median(some.map(({ unpacked }) => unpacked)) ?? 0,
      appRatio: median(some.flatMap((sizes) => ratioOf(sizes) ?? [])),
      app: 'replaces',
      removeAtEnd: false,
      estimates: [{ field: 'appBytes', code: 'median-layer' }],
    }
  }
  const sizes = own.map(({ unpacked }) => unpacked)
  const smallest = own.reduce((least, one) => (one.unpacked < least.unpacked ? one : least), own[0] ?? NONE)
  const grew = steps(sizes.slice(0, -1))
  // The articles' way: the app grows from tag to tag, and the last is smaller than the first.
  const removeAtEnd =
    grew.length > 0 &&
    grew.every((bytes) => bytes > 0) &&
    smallest.unpacked < sizes[0]! &&
    own.at(-1) === smallest
  const differences = removeAtEnd ? grew : steps(sizes)
  const appBytes = median(differences.map(Math.abs)) ?? 0
  const line = fitLine(own.flatMap(({ unpacked: x, transfer: y }) => (y === undefined ? [] : [{ x, y }])))
  const appRatio = line && inRange(line.slope)
  return {
    packages: removeAtEnd ? smallest : less(smallest, appBytes, appRatio),
    appBytes,
    appRatio,
    app: differences.length > 0 && differences.every((difference) => difference > 0) ? 'adds' : 'replaces',
    removeAtEnd,
    estimates: [
      { field: 'packagesBytes', code: 'smallest-less-app' },
      { field: 'appBytes', code: 'median-difference' },
      { field: 'app', code: 'median-difference' },
      ...(removeAtEnd ? [{ field: 'removeAtEnd', code: 'median-difference' } as const] : []),
    ],
  }
}

const NONE: Sizes = { unpacked: 0, transfer: undefined }

export function sizesOf(layers: readonly LayerFacts[]): Sizes {
  let unpacked = 0
  let transfer: number | undefined = 0
  for (const { unpacked: host, blob } of layers) {
    const bytes = blob?.transferBytes
    unpacked += host?.bytes ?? (bytes ?? 0) / DEFAULT_RATIO
    transfer = bytes !== undefined && transfer !== undefined ? transfer + bytes : undefined
  }
  return { unpacked, transfer }
}

function less({ unpacked, transfer }: Sizes, bytes: number, ratio = DEFAULT_RATIO): Sizes {
  return {
    unpacked: Math.max(0, unpacked - bytes),
    transfer: transfer === undefined ? undefined : Math.max(0, transfer - bytes * ratio),
  }
}

/** Some content grows a little when it is packed; a plan has no use for that. */
export function ratioOf({ unpacked, transfer }: Sizes): number | undefined {
  return transfer === undefined || unpacked <= 0 ? undefined : inRange(Math.min(1, transfer / unpacked))
}

function inRange(ratio: number): number | undefined {
  return ratio > 0 && ratio <= 1 ? ratio : undefined
}
