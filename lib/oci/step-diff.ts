import { sharedDepth } from './chain'
import type { HistoryStep, ImageFacts, LayerFacts } from './facts'
import { type Instruction, parseInstruction } from './instruction'

/** One step of one of the two images. */
export interface StepSide {
  /** Position in the history, oldest first; in the layers when the history could not be paired with them. */
  readonly index: number
  readonly step: HistoryStep
  readonly instruction: Instruction
  /** Absent when the step made none. */
  readonly layer?: LayerFacts
}

export type StepChange =
  /** The same layer on the same parent; or the same instruction, without a layer, with all below it the same. */
  | 'same'
  /** The same content on another parent: a classic store downloads it again, needlessly. */
  | 'same-content'
  /** The same step with another recorded input (content hash, build arguments), and another layer. */
  | 'new-content'
  /** The same record, but another layer. BuildKit does not record what a COPY copied. */
  | 'not-reproducible'
  /** The same step without a layer, above the divergence: nothing to download. */
  | 'rebuilt-empty'
  | 'added'
  | 'gone'

/** A step of A and the step of B that it became; one side alone when `added` or `gone`. */
export interface StepPair {
  readonly change: StepChange
  readonly a?: StepSide
  readonly b?: StepSide
}

export interface StepDiff {
  /** Base first; in a gap the steps that are gone before those that were added. */
  readonly pairs: readonly StepPair[]
  /** Layers from the base that the images share. */
  readonly commonLayers: number
  /** Pairs from the base that are `same`. */
  readonly commonSteps: number
  /** Position in `pairs` of the first that is not `same`; absent when all are. */
  readonly divergence?: number
  readonly counts: Readonly<Record<StepChange, number>>
}

type Image = Pick<ImageFacts, 'layers' | 'history' | 'stepsFrom'>

/**
 * Compares the histories of two images as sequences, so that one inserted step changes no later one.
 *
 * Steps are aligned without crossing: first as many shared layers as can be, then as many equal diffIDs, then equal
 * records, then records that are equal but for their input. An image whose steps are not paired with its layers
 * (imported, squashed, no history) stands with one step without text per layer.
 *
 * @returns  every step of both images once, base first. Swapping the images swaps `added` and `gone`. Never
 *           throws; takes time in the product of the two lengths.
 */
export function diffSteps(a: Image, b: Image): StepDiff {
  const commonLayers = sharedDepth(a, b)
  const pairs = classify(sidesOf(a), sidesOf(b))
  const first = pairs.findIndex(({ change }) => change !== 'same')
  const counts = { ...NONE }
  for (const { change } of pairs) counts[change]++
  const diff = { pairs, commonLayers, commonSteps: first < 0 ? pairs.length : first, counts }
  return first < 0 ? diff : { ...diff, divergence: first }
}

const NONE: Record<StepChange, number> = {
  same: 0,
  'same-content': 0,
  'new-content': 0,
  'not-reproducible': 0,
  'rebuilt-empty': 0,
  added: 0,
  gone: 0,
}

function sidesOf({ layers, history, stepsFrom }: Image): readonly StepSide[] {
  const known = stepsFrom !== 'unpaired' && history.length > 0
  const steps = known ? history : layers.map((_, layer): HistoryStep => ({ createdBy: '', layer }))
  return steps.map((step, index) => {
    const side = { index, step, instruction: parseInstruction(step.createdBy) }
    const layer = typeof step.layer === 'number' ? layers[step.layer] : undefined
    return layer ? { ...side, layer } : side
  })
}

/** Puts what stands alone between the aligned steps, and names what became of each. */
function classify(a: readonly StepSide[], b: readonly StepSide[]): readonly StepPair[] {
  const pairs: StepPair[] = []
  let [fromA, fromB, diverged] = [0, 0, false]
  const aloneUntil = (untilA: number, untilB: number) => {
    for (const side of a.slice(fromA, untilA)) pairs.push({ change: 'gone', a: side })
    for (const side of b.slice(fromB, untilB)) pairs.push({ change: 'added', b: side })
    diverged ||= untilA > fromA || untilB > fromB
  }
  for (const match of align(a, b)) {
    aloneUntil(match.a.index, match.b.index)
    const change = changeOf(match.a, match.b, diverged)
    diverged ||= change !== 'same'
    pairs.push({ change, ...match })
    fromA = match.a.index + 1
    fromB = match.b.index + 1
  }
  aloneUntil(a.length, b.length)
  return pairs
}

function changeOf(a: StepSide, b: StepSide, diverged: boolean): StepChange {
  if (!a.layer && !b.layer) return diverged || !sameRecord(a, b) ? 'rebuilt-empty' : 'same'
  if (a.layer && a.layer.chainId === b.layer?.chainId) return 'same'
  if (a.layer && a.layer.diffId === b.layer?.diffId) return 'same-content'
  return sameRecord(a, b) ? 'not-reproducible' : 'new-content'
}

/** The same instruction with the same input, whichever builder recorded it. */
function sameRecord(a: StepSide, b: StepSide): boolean {
  return a.instruction.text === b.instruction.text && a.instruction.buildArgs === b.instruction.buildArgs
}

type Match = Required<Pick<StepPair, 'a' | 'b'>>

/** The matches of the best alignment, base first. */
function align(a: readonly StepSide[], b: readonly StepSide[]): readonly Match[] {
  // Of alignments that are as good as each other one is chosen; the images' content decides, not which is A.
  if (contentOf(a) > contentOf(b)) return align(b, a).map((match) => ({ a: match.b, b: match.a }))
  const width = b.length + 1
  const weigh = weigher(a, b)
  // best[i * width + j]: the greatest weight of what can be aligned of a from i and of b from j
  const best = new Float64Array((a.length + 1) * width)
  const at = (i: number, j: number) => best[i * width + j] ?? 0
  for (const [i, sideA] of [...a.entries()].reverse()) {
    for (let j = b.length - 1; j >= 0; j--) {
      const matched = weigh(sideA, b[j]!) + at(i + 1, j + 1)
      best[i * width + j] = Math.max(matched, at(i + 1, j), at(i, j + 1))
    }
  }
  const matches: Match[] = []
  let [i, j] = [0, 0]
  while (at(i, j) > 0) {
    const [sideA, sideB] = [a[i]!, b[j]!]
    const weight = weigh(sideA, sideB)
    if (weight > 0 && at(i, j) === weight + at(i + 1, j + 1)) {
      matches.push({ a: sideA, b: sideB })
      i++
      j++
    } else if (at(i, j) === at(i + 1, j)) i++
    else j++
  }
  return matches
}

const contentOf = (sides: readonly StepSide[]) =>
  sides.map(({ layer, instruction }) => `${layer?.chainId ?? ''} ${instruction.original}`).join('\n')

// The tar of nothing, which BuildKit keeps for every step that changed nothing: no sign that two steps are one.
const EMPTY_LAYER = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef'

/** Weighs two steps as a match: one shared layer outweighs all diffIDs, one diffID all records, and so on. */
function weigher(a: readonly StepSide[], b: readonly StepSide[]): (one: StepSide, other: StepSide) => number {
  const level = Math.min(a.length, b.length) + 1
  return (one, other) => {
    const shared = one.layer !== undefined && one.layer.chainId === other.layer?.chainId
    const isEmpty = one.layer?.diffId === EMPTY_LAYER
    const equal = one.layer !== undefined && one.layer.diffId === other.layer?.diffId
    const content = equal && (!isEmpty || sameRecord(one, other))
    // Two layers without a text have nothing in common but their content.
    const hasRecord = one.instruction.text !== '' || (!one.layer && !other.layer)
    const record = hasRecord && sameRecord(one, other)
    const comparable = hasRecord && one.instruction.comparable === other.instruction.comparable
    return ((Number(shared) * level + Number(content)) * level + Number(record)) * level + Number(comparable)
  }
}
