import 'server-only'
import { downloadedBy, going, pairReport, reparented, sameFilesOf } from '../analysis/compare/tag-diff'
import type { DiffFilesReport, DiffReport, StepPairReport } from '../analysis/diff-report'
import type { DiffFilesInput } from '../analysis/question'
import type { IndexedLayer } from '../layerfs/entry'
import type { ImageInput } from '../link/tag-state'
import type { ImageFacts } from '../oci/facts'
import type { Reference } from '../oci/reference'
import { diffSteps, type StepDiff } from '../oci/step-diff'
import { filesStateOf } from './chain'
import { InputError } from './inputs'
import { isKnown, readTagFiles, type TagFiles } from './tag'

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
  const pairs = await withFiles(
    steps.pairs.map((one) => pairReport(one, from, to)),
    pair,
    signal,
  )
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
    files: await totals(pair, signal),
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
  const { query, offset, limit } = input
  const { of, a, b } = sidesOf(pair, input.pair)
  const asked = { first: a.length, of, query, offset, limit }
  return pair.a.run.desk.ask('differences', [...a, ...b], asked, signal)
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

/** Pairs of steps, with whether their layers hold the same files, where both have been read. */
async function withFiles(
  pairs: readonly StepPairReport[],
  { a: from, b: to }: Pair,
  signal: AbortSignal,
): Promise<readonly StepPairReport[]> {
  const alike = pairs.map(({ a, b }) => {
    const [own, other] = [from.files[a?.layer ?? -1], to.files[b?.layer ?? -1]]
    return own && other && a?.diffId !== b?.diffId ? [own, other] : []
  })
  if (alike.every(({ length }) => length === 0)) return pairs
  const same = [...(await from.run.desk.ask('sameFiles', alike.flat(), undefined, signal))]
  return pairs.map((pair, at) => (alike[at]!.length > 0 ? { ...pair, sameFiles: same.shift() } : pair))
}

function sideReport(side: TagFiles): DiffReport['a'] {
  const { reference, layers } = side.image
  return { reference, layers: layers.length, files: filesStateOf(side) }
}

async function totals({ a, b, rule }: Pair, signal: AbortSignal): Promise<DiffReport['files']> {
  if (!isKnown(a.files) || !isKnown(b.files)) return undefined
  const downloaded = downloadedBy(a.image, b.image, rule)
  return a.run.desk.ask('totals', [...a.files, ...b.files], { first: a.files.length, downloaded }, signal)
}

interface Sides {
  readonly of: 'union' | 'layer'
  readonly a: readonly IndexedLayer[]
  readonly b: readonly IndexedLayer[]
}

function sidesOf({ a, b, steps }: Pair, pair: number | undefined): Sides {
  if (pair === undefined) return between('union', a.files, b.files)
  const { a: from, b: to } = steps.pairs[pair] ?? {}
  if (!from?.layer || !to?.layer) throw new InputError('pair: expected a pair of steps with two layers')
  const below = ({ image, files }: TagFiles, layer: ImageFacts['layers'][number]) =>
    files.slice(0, image.layers.indexOf(layer) + 1)
  return between('layer', below(a, from.layer), below(b, to.layer))
}

function between(of: Sides['of'], a: TagFiles['files'], b: TagFiles['files']): Sides {
  if (!isKnown(a) || !isKnown(b)) throw new InputError('files: they have not been read yet')
  return { of, a, b }
}
