// Longer than most: the rules' walk once more, in arrays of numbers, which is read beside what fills them.

import type { Basis } from '../../oci/bytes'
import type { ImageFacts, SizeAccounting } from '../../oci/facts'
import type { Reason, ReasonCode } from '../cell'
import { downloadCachedOf, isJudgedByChain, NO_BLOBS } from '../measures/download'
import { INFERRED, MIXED, missingCode } from '../measures/sum'
import { EMPTY_HOST, hostThatPulled, isPlainTar, PulledHost } from './host'
import { blobKey, layerBytes, otherEntry, planPull, repeated } from './plan'
import type { StoreRule } from './rule'
import { type RuleId, ruleOf } from './rules'

/** What upgrades cost: row 0 is a host that holds nothing, row n + 1 one that pulled image n and no other. */
export interface Matrix {
  /** Bytes by [row][image]; undefined where a layer that has to be downloaded is of unknown size. */
  readonly bytes: readonly (readonly (number | undefined)[])[]
  /** By [row][image]: why the bytes are not known, or are an estimate; undefined where they are exact. */
  readonly why: readonly (readonly (Reason | undefined)[])[]
}

/**
 * Costs of every upgrade within a series, each as the measure of a cached download has it for a host that pulled the
 * one image: the same bytes, and the same reason where they are an estimate or not known.
 *
 * Digests become small integers once; a cell then walks the layers that both images share from the base, and those
 * above them where the rule skips blobs that the host holds, or all of them where it asks of each layer by itself. Under
 * other rules what a pull costs from some depth up does not depend on the host, so it is summed once per image and depth.
 *
 * @param images  the series' order is kept in both directions
 * @param basis   which bytes are counted: of a blob that occurs twice those that are fetched, or unpacked each time
 */
export function upgradeMatrix(images: readonly ImageFacts[], id: RuleId, basis: Basis): Matrix {
  const intern = internTable()
  const rule = ruleOf(id)
  if (rule.fetchesFiles && images.some(hasTables)) return matrixOfPlans(images, id, basis)
  // A host is asked by diffIDs only where it may have layers under digests that are not known, or under any parent.
  const asksDiffs = rule.reuses === 'known-blob-anywhere' || images.some(isJudgedByChain)
  const chains = images.map((image) => chainOf(image, id, basis, intern, asksDiffs))
  const walk = walker(intern, rule, asksDiffs, basis === 'unpacked')
  const bytes: (number | undefined)[][] = []
  const why: (Reason | undefined)[][] = []
  for (const from of [undefined, ...chains]) {
    const row: (number | undefined)[] = []
    const reasons: (Reason | undefined)[] = []
    walk.hold(from)
    for (const to of chains) {
      const cost = walk.cost(from, to)
      row.push(cost.bytes)
      reasons.push(cost.why)
    }
    bytes.push(row)
    why.push(reasons)
  }
  return { bytes, why }
}

const hasTables = ({ layers }: ImageFacts) => layers.some(({ blob }) => blob?.chunked)

/** The same where it is files that a host lacks: each cell by a plan of its own. */
function matrixOfPlans(images: readonly ImageFacts[], id: RuleId, basis: Basis): Matrix {
  const hosts = [EMPTY_HOST, ...images.map((image) => hostThatPulled([image], id))]
  const cells = hosts.map((host) =>
    images.map((image) => {
      const cachedPull = planPull(image, host, id)
      return downloadCachedOf({ image, cachedPull, missingFromCache: [] }, basis)
    }),
  )
  return {
    bytes: cells.map((row) => row.map((cell) => (cell.kind === 'unknown' ? undefined : cell.value))),
    why: cells.map((row) => row.map(({ why }) => why)),
  }
}

/** Facts of a layer that make a sum an estimate: `ESTIMATED` alone, or two rulers. */
const ESTIMATED = 1
const RULER_MARKS: Readonly<Record<SizeAccounting, number>> = {
  'file content': 2,
  'disk blocks': 4,
  'tar bytes': 8,
}

function reasonOf(marks: number): Reason | undefined {
  if ((marks & ESTIMATED) !== 0) return INFERRED
  // More than one bit is set.
  return (marks & (marks - 1)) !== 0 ? MIXED : undefined
}

/** One image, its layers as columns, base first. */
interface Chain {
  readonly config: string | undefined
  readonly chains: Int32Array
  readonly blobs: Int32Array
  /** Empty where no host is asked by them. */
  readonly diffs: Int32Array
  /** 1 where the blob's digest is known, so that a host can be asked for it. */
  readonly hasDigest: Uint8Array
  /** 1 where the blob is the layer's tar as it is. */
  readonly isPlain: Uint8Array
  /** Blobs that a host knows once it pulled this image and no other. */
  readonly registered: Int32Array
  /** Layers that it knows then under a digest which is not known. */
  readonly unknownDigest: Int32Array
  /** -1 when not known. */
  readonly bytes: Float64Array
  /** Why one of `bytes` is not known. */
  readonly missing: ReasonCode
  /** Why reuse from the base is no more than an estimate, when it is. */
  readonly judgedBy: Reason | undefined
  /** Why all of its costs are an estimate, when they are. */
  readonly guess: Reason | undefined
  readonly marks: Uint8Array
  /** Costs from a depth up on a host without any of these blobs, as far as they were asked for. */
  readonly above: (Cost | undefined)[]
}

interface Cost {
  readonly bytes: number | undefined
  readonly why: Reason | undefined
}

interface InternTable {
  readonly of: (digest: string) => number
  readonly size: () => number
}

function internTable(): InternTable {
  const numbers = new Map<string, number>()
  return {
    of(digest) {
      const found = numbers.get(digest)
      if (found !== undefined) return found
      numbers.set(digest, numbers.size)
      return numbers.size - 1
    },
    size: () => numbers.size,
  }
}

function chainOf(
  image: ImageFacts,
  rule: RuleId,
  basis: Basis,
  intern: InternTable,
  asksDiffs: boolean,
): Chain {
  const { configDigest, layers } = image
  const registered = new PulledHost(rule).registeredLayers(image)
  const isJudged = asksDiffs && isJudgedByChain(image)
  const blobs = Int32Array.from(layers, (layer) => intern.of(blobKey(layer)))
  const isWhole = !isJudged && registered.length === layers.length
  return {
    config: configDigest,
    chains: Int32Array.from(layers, ({ chainId }) => intern.of(chainId)),
    blobs,
    diffs: Int32Array.from(asksDiffs ? layers : [], ({ diffId }) => intern.of(diffId)),
    hasDigest: Uint8Array.from(layers, ({ blob }) => (blob ? 1 : 0)),
    isPlain: Uint8Array.from(layers, ({ blob, diffId }) => (blob && isPlainTar(diffId, blob.digest) ? 1 : 0)),
    registered: isWhole
      ? blobs
      : Int32Array.from(registered.flatMap(({ blob }) => (blob ? intern.of(blob.digest) : []))),
    unknownDigest: Int32Array.from(
      isWhole ? [] : registered.flatMap(({ blob, diffId }) => (blob ? [] : intern.of(diffId))),
    ),
    bytes: Float64Array.from(layers, (layer) => layerBytes(layer, basis) ?? -1),
    missing: missingCode(basis, image),
    judgedBy: isJudged ? NO_BLOBS : undefined,
    guess: otherEntry(image, ruleOf(rule)),
    marks: Uint8Array.from(layers, ({ unpacked }) => {
      if (basis !== 'unpacked' || !unpacked) return 0
      const mark = RULER_MARKS[unpacked.ruler]
      return unpacked.exactness === 'estimated' ? mark | ESTIMATED : mark
    }),
    above: [],
  }
}

/** Walks cells with two columns of stamps in place of a set per cell. */
function walker(intern: InternTable, rule: StoreRule, asksDiffs: boolean, countsEach: boolean) {
  const heldAt = new Int32Array(intern.size())
  const unknownAt = new Int32Array(intern.size())
  const diffAt = new Int32Array(intern.size())
  const seenAt = new Int32Array(intern.size())
  const { inFlight = 0 } = rule
  const isAnywhere = rule.reuses === 'known-blob-anywhere'
  const asksBlobs = rule.reuses === 'known-blob'
  const skipsHeld = rule.aboveRun === 'skip-held-blobs'
  let hold = 0
  let cell = 0

  const isHeld = (to: Chain, index: number) =>
    to.hasDigest[index] === 1 &&
    (heldAt[to.blobs[index]!] === hold || (asksDiffs && unknownAt[to.diffs[index]!] === hold))

  function reusedDepth(from: Chain, to: Chain): number {
    const end = Math.min(from.chains.length, to.chains.length)
    let depth = 0
    while (depth < end && from.chains[depth] === to.chains[depth]) {
      if (asksBlobs && to.hasDigest[depth] === 1 && !isHeld(to, depth)) break
      depth++
    }
    return depth
  }

  const isStored = (to: Chain, index: number) =>
    diffAt[to.diffs[index]!] === hold &&
    (to.hasDigest[index] === 0 || to.isPlain[index] === 1 || isHeld(to, index))

  /** @param from  the host's image, where layers above `depth` may be spared */
  function sumFrom(to: Chain, depth: number, from?: Chain): Cost {
    cell++
    let sum = 0
    let marks = 0
    let missing = 0
    let downloads = 0
    let repeats = 0
    let isBlind = depth > 0
    for (let index = depth; index < to.blobs.length; index++) {
      const blob = to.blobs[index]!
      if (from && isAnywhere && isStored(to, index)) {
        isBlind ||= from.chains[index] === to.chains[index] || to.hasDigest[index] === 0
        continue
      }
      if (from && skipsHeld && isHeld(to, index)) continue
      const isRepeat = seenAt[blob] === cell
      const isSpared = isRepeat && downloads >= inFlight
      if (isRepeat) repeats++
      if (isSpared && !countsEach) continue
      seenAt[blob] = cell
      if (!isSpared) downloads++
      const bytes = to.bytes[index]!
      if (bytes < 0) missing++
      else sum += bytes
      marks |= to.marks[index]!
    }
    if (missing > 0) return { bytes: undefined, why: { code: to.missing, data: { layers: missing } } }
    const unsure = inFlight > 0 && repeats > 0 ? repeated(repeats) : undefined
    return { bytes: sum, why: reasonOf(marks) ?? (isBlind ? to.judgedBy : undefined) ?? to.guess ?? unsure }
  }

  return {
    /** The host from here on: the one that pulled this image, or an empty one. */
    hold(from: Chain | undefined) {
      hold++
      for (const blob of from?.registered ?? []) heldAt[blob] = hold
      for (const diff of from?.unknownDigest ?? []) unknownAt[diff] = hold
      if (isAnywhere) for (const diff of from?.diffs ?? []) diffAt[diff] = hold
    },
    cost(from: Chain | undefined, to: Chain): Cost {
      if (isAnywhere) return sumFrom(to, 0, from)
      const same = rule.sameConfigEnds && from?.config !== undefined && from.config === to.config
      const depth = same ? to.chains.length : from ? reusedDepth(from, to) : 0
      if (skipsHeld && from) return sumFrom(to, depth, from)
      to.above[depth] ??= sumFrom(to, depth)
      return to.above[depth]
    },
  }
}
