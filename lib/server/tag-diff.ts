import 'server-only'
import {
  downloadedBy,
  fileTotals,
  going,
  pairReport,
  reparented,
  sameFilesOf,
} from '../analysis/compare/tag-diff'
import type { DiffFileRow, DiffFilesReport, DiffReport, StepPairReport } from '../analysis/diff-report'
import type { DiffFilesInput } from '../analysis/question'
import type { IndexedLayer } from '../layerfs/entry'
import { sameFiles } from '../layerfs/same-files'
import { diffTrees, type PathDifference, type TreeDifference } from '../layerfs/tree-diff'
import type { ImageInput } from '../link/tag-state'
import type { ImageFacts } from '../oci/facts'
import type { Reference } from '../oci/reference'
import { diffSteps, type StepDiff } from '../oci/step-diff'
import { filesStateOf } from './chain'
import { InputError } from './inputs'
import { readTagFiles, type TagFiles } from './tag'
import { computedFor, layerTreeFor, unionTreeFor } from './unions'

/** Two tags, what chooses between several images of each, and where they are read. */
export interface PairInput extends Omit<ImageInput, 'reference'> {
  readonly a: Reference
  readonly b: Reference
}

interface Pair {
  readonly a: TagFiles
  readonly b: TagFiles
  readonly steps: StepDiff
  readonly rule: DiffReport['rule']
}

/** Two tags, step by step, and what a host downloads that goes from one to the other. @throws SourceError */
export async function readDiff(input: PairInput, signal: AbortSignal): Promise<DiffReport> {
  const pair = await readPair(input, signal)
  const { steps, rule } = pair
  const [from, to] = [pair.a.image, pair.b.image]
  const pairs = steps.pairs.map((one) => withFiles(pairReport(one, from, to), pair))
  return {
    a: sideReport(pair.a),
    b: sideReport(pair.b),
    rule,
    pairs,
    commonLayers: steps.commonLayers,
    divergence: steps.divergence,
    counts: steps.counts,
    aToB: going(from, to, rule),
    bToA: going(to, from, rule),
    reparented: reparented(from, to, rule),
    sameFiles: sameFilesOf(pairs, from, to, rule),
    files: totals(pair),
  }
}

/**
 * Part of the paths that differ between two tags, or between the layers of one pair of their steps.
 *
 * @throws SourceError; InputError when the pair has not two layers, or their files are not read yet
 */
export async function readDiffFiles(
  input: PairInput & DiffFilesInput,
  signal: AbortSignal,
): Promise<DiffFilesReport> {
  const pair = await readPair(input, signal)
  const text = input.query.toLowerCase()
  const paths = differences(pair, input.pair).filter(({ path }) => path.toLowerCase().includes(text))
  return {
    total: paths.length,
    offset: input.offset,
    rows: paths.slice(input.offset, input.offset + input.limit).map(rowOf),
  }
}

async function readPair({ a, b, platform, source }: PairInput, signal: AbortSignal): Promise<Pair> {
  const readSide = (reference: Reference) => readTagFiles({ reference, platform, source }, signal)
  const [from, to] = await Promise.all([readSide(a), readSide(b)])
  const { daemon } = from
  return {
    a: from,
    b: to,
    steps: diffSteps(from.image, to.image),
    rule: daemon.ok ? daemon.description.store : (from.image.store ?? 'classic'),
  }
}

/** A pair of steps, with whether their layers hold the same files, where both have been read. */
function withFiles(report: StepPairReport, { a: from, b: to }: Pair): StepPairReport {
  const { a, b } = report
  const [own, other] = [from.files[a?.layer ?? -1], to.files[b?.layer ?? -1]]
  if (!own || !other || a?.diffId === b?.diffId) return report
  const [same] = computedFor('same files', [own, other], () => [sameFiles(own, other)])
  return { ...report, sameFiles: same }
}

function sideReport(side: TagFiles): DiffReport['a'] {
  const { reference, layers } = side.image
  return { reference, layers: layers.length, files: filesStateOf(side) }
}

function totals({ a, b, rule }: Pair): DiffReport['files'] {
  if (!isKnown(a.files) || !isKnown(b.files)) return undefined
  const difference = differenceOf('union', a.files, b.files)
  return fileTotals(difference, TREES.union(b.files), downloadedBy(a.image, b.image, rule))
}

type Files = TagFiles['files']

const TREES = { union: (files: readonly IndexedLayer[]) => unionTreeFor(files, false), layer: layerTreeFor }

/** Pages of one list, and its totals, are of one comparison. */
export function differenceOf(
  of: keyof typeof TREES,
  a: readonly IndexedLayer[],
  b: readonly IndexedLayer[],
): TreeDifference {
  const name = `difference ${of} ${a.length}`
  return computedFor(name, [...a, ...b], () => diffTrees(TREES[of](a), TREES[of](b)))
}

export function isKnown(files: Files): files is readonly IndexedLayer[] {
  return files.every((index) => index !== undefined)
}

function differences({ a, b, steps }: Pair, pair: number | undefined): readonly PathDifference[] {
  if (pair === undefined) return between('union', a.files, b.files)
  const { a: from, b: to } = steps.pairs[pair] ?? {}
  if (!from?.layer || !to?.layer) throw new InputError('pair: expected a pair of steps with two layers')
  const below = ({ image, files }: TagFiles, layer: ImageFacts['layers'][number]) =>
    files.slice(0, image.layers.indexOf(layer) + 1)
  return between('layer', below(a, from.layer), below(b, to.layer))
}

function between(of: keyof typeof TREES, a: Files, b: Files): readonly PathDifference[] {
  if (!isKnown(a) || !isKnown(b)) throw new InputError('files: they have not been read yet')
  return differenceOf(of, a, b).paths
}

export function rowOf({ path, change, a, b }: PathDifference): DiffFileRow {
  return {
    path,
    change,
    kind: (b?.entry ?? a?.entry)?.kind ?? 'directory',
    target: (b?.entry ?? a?.entry)?.target,
    aBytes: a?.bytes,
    bBytes: b?.bytes,
    differs: change === 'changed' ? differsOf(a, b) : [],
  }
}

function differsOf(a: PathDifference['a'], b: PathDifference['b']): DiffFileRow['differs'] {
  const [x, y] = [a?.entry, b?.entry]
  if (!x || !y || x.kind !== y.kind) return ['kind']
  return [
    ...(x.hash !== y.hash || x.contentBytes !== y.contentBytes ? (['content'] as const) : []),
    ...(x.mode !== y.mode ? (['mode'] as const) : []),
    ...(x.uid !== y.uid || x.gid !== y.gid ? (['owner'] as const) : []),
    ...(x.target !== y.target ? (['target'] as const) : []),
  ]
}
