import 'server-only'
import { downloadedBy, fileTotals, going, pairReport } from '../analysis/compare/tag-diff'
import type { DiffFileRow, DiffFilesReport, DiffReport } from '../analysis/diff-report'
import type { DiffFilesInput } from '../analysis/question'
import type { LayerIndex } from '../layerfs/entry'
import { diffTrees, type PathDifference, type TreeDifference } from '../layerfs/tree-diff'
import type { ImageFacts } from '../oci/facts'
import type { Reference } from '../oci/reference'
import { diffSteps, type StepDiff } from '../oci/step-diff'
import { filesStateOf } from './chain'
import { InputError } from './inputs'
import { filesOf, holdersOf, imageIn, readTag, type TagQuestion } from './tag'
import { computedFor, layerTreeFor, unionTreeFor } from './unions'

interface Side {
  readonly image: ImageFacts
  readonly files: readonly (LayerIndex | undefined)[]
  readonly holders: Awaited<ReturnType<typeof holdersOf>>
}

interface Pair {
  readonly a: Side
  readonly b: Side
  readonly steps: StepDiff
  readonly rule: DiffReport['rule']
}

/** Two tags, step by step, and what a host downloads that goes from one to the other. @throws SourceError */
export async function readDiff(
  a: Reference,
  b: Reference,
  question: TagQuestion,
  signal: AbortSignal,
): Promise<DiffReport> {
  const pair = await readPair(a, b, question, signal)
  const { steps, rule } = pair
  return {
    a: sideReport(pair.a),
    b: sideReport(pair.b),
    rule,
    pairs: steps.pairs.map((one) => pairReport(one, pair.a.image, pair.b.image)),
    commonLayers: steps.commonLayers,
    divergence: steps.divergence,
    counts: steps.counts,
    aToB: going(pair.a.image, pair.b.image, rule),
    bToA: going(pair.b.image, pair.a.image, rule),
    files: totals(pair),
  }
}

/**
 * Part of the paths that differ between two tags, or between the layers of one pair of their steps.
 *
 * @throws SourceError; InputError when the pair has not two layers, or their files are not read yet
 */
export async function readDiffFiles(
  a: Reference,
  b: Reference,
  question: TagQuestion,
  input: DiffFilesInput,
  signal: AbortSignal,
): Promise<DiffFilesReport> {
  const pair = await readPair(a, b, question, signal)
  const text = input.query.toLowerCase()
  const paths = differences(pair, input.pair).filter(({ path }) => path.toLowerCase().includes(text))
  return {
    total: paths.length,
    offset: input.offset,
    rows: paths.slice(input.offset, input.offset + input.limit).map(rowOf),
  }
}

async function readPair(
  a: Reference,
  b: Reference,
  question: TagQuestion,
  signal: AbortSignal,
): Promise<Pair> {
  const [from, to] = await Promise.all([readSide(a, question, signal), readSide(b, question, signal)])
  const { daemon } = from
  return {
    a: from,
    b: to,
    steps: diffSteps(from.image, to.image),
    rule: daemon.ok ? daemon.description.store : (from.image.store ?? 'classic'),
  }
}

async function readSide(reference: Reference, question: TagQuestion, signal: AbortSignal) {
  const read = await readTag(reference, question, signal)
  const image = imageIn(read)
  const holders = await holdersOf(read, signal)
  return { image, holders, files: await filesOf(read, image, holders), daemon: read.daemon }
}

function sideReport({ image, files, holders }: Side): DiffReport['a'] {
  return {
    reference: image.reference,
    layers: image.layers.length,
    files: filesStateOf(image, files, holders),
  }
}

function totals({ a, b, rule }: Pair): DiffReport['files'] {
  if (!isKnown(a.files) || !isKnown(b.files)) return undefined
  const difference = differenceOf('union', a.files, b.files)
  return fileTotals(difference, TREES.union(b.files), downloadedBy(a.image, b.image, rule))
}

const TREES = { union: (files: readonly LayerIndex[]) => unionTreeFor(files, false), layer: layerTreeFor }

/** Pages of one list, and its totals, are of one comparison. */
function differenceOf(
  of: keyof typeof TREES,
  a: readonly LayerIndex[],
  b: readonly LayerIndex[],
): TreeDifference {
  const name = `difference ${of} ${a.length}`
  return computedFor(name, [...a, ...b], () => diffTrees(TREES[of](a), TREES[of](b)))
}

function isKnown(files: readonly (LayerIndex | undefined)[]): files is readonly LayerIndex[] {
  return files.every((index) => index !== undefined)
}

function differences({ a, b, steps }: Pair, pair: number | undefined): readonly PathDifference[] {
  if (pair === undefined) return between('union', a.files, b.files)
  const { a: from, b: to } = steps.pairs[pair] ?? {}
  if (!from?.layer || !to?.layer) throw new InputError('pair: expected a pair of steps with two layers')
  const below = ({ image, files }: Side, layer: ImageFacts['layers'][number]) =>
    files.slice(0, image.layers.indexOf(layer) + 1)
  return between('layer', below(a, from.layer), below(b, to.layer))
}

function between(of: keyof typeof TREES, a: Side['files'], b: Side['files']): readonly PathDifference[] {
  if (!isKnown(a) || !isKnown(b)) throw new InputError('files: they have not been read yet')
  return differenceOf(of, a, b).paths
}

function rowOf({ path, change, a, b }: PathDifference): DiffFileRow {
  return {
    path,
    change,
    kind: (b?.entry ?? a?.entry)?.kind ?? 'directory',
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
