import type { TreeNode } from '../../layerfs/tree'
import type { PathDifference, TreeDifference } from '../../layerfs/tree-diff'
import { sharedDepth } from '../../oci/chain'
import type { ImageFacts } from '../../oci/facts'
import { isUnsized } from '../../oci/packing'
import type { StepPair, StepSide } from '../../oci/step-diff'
import type {
  FileTotals,
  GoingReport,
  ReparentedReport,
  SameFilesReport,
  StepPairReport,
  StepReport,
} from '../diff-report'
import { sumLayers } from '../measures/sum'
import { hostThatPulled } from '../pull/host'
import { fetchedByLayer, planPull } from '../pull/plan'
import type { RuleId } from '../pull/rules'

/** A pair of steps as the page shows it. */
export function pairReport({ change, a, b }: StepPair, from: ImageFacts, to: ImageFacts): StepPairReport {
  return { change, a: a && stepReport(a, from), b: b && stepReport(b, to) }
}

/**
 * The longest run of layers of `to` that are in `from` too, one upon the other, with something else beneath: after an
 * empty first layer, or any other change below equal content. Only above what the two share; linear.
 */
export function reparented(from: ImageFacts, to: ImageFacts, rule: RuleId): ReparentedReport | undefined {
  const shared = sharedDepth(from, to)
  const places = new Map(
    from.layers
      .map(({ diffId }, at) => [diffId, at] as const)
      .slice(shared)
      .reverse(),
  )
  let [best, run] = [
    { a: 0, b: 0, layers: 0 },
    { a: 0, b: 0, layers: 0 },
  ]
  for (const [b, { diffId }] of to.layers.entries()) {
    if (b < shared) continue
    const a = places.get(diffId)
    if (run.layers > 0 && from.layers[run.a + run.layers]?.diffId === diffId)
      run = { ...run, layers: run.layers + 1 }
    else run = a === undefined ? { a: 0, b: 0, layers: 0 } : { a, b, layers: 1 }
    if (run.layers > best.layers) best = run
  }
  if (best.layers === 0) return undefined
  const isIn = (at: number) => at >= best.b && at < best.b + best.layers
  return { ...best, transfer: downloadOf(from, to, rule, isIn) }
}

/** What a host with `from` downloads for nothing: layers whose files stand at the same place of `from` already. */
export function sameFilesOf(
  pairs: readonly StepPairReport[],
  from: ImageFacts,
  to: ImageFacts,
  rule: RuleId,
): SameFilesReport | undefined {
  const alike = pairs.filter(({ sameFiles }) => sameFiles !== undefined)
  if (alike.length === 0) return undefined
  const at = new Set(alike.map(({ b }) => b?.layer))
  const differ = alike.some(({ sameFiles }) => sameFiles === 'times') ? 'times' : 'packing'
  return { layers: alike.length, differ, transfer: downloadOf(from, to, rule, (layer) => at.has(layer)) }
}

/** Transfer bytes of some layers of `to` that a host with `from` downloads. @param of  by position */
function downloadOf(from: ImageFacts, to: ImageFacts, rule: RuleId, of: (layer: number) => boolean) {
  const fetched = fetchedByLayer(planPull(to, hostThatPulled([from], rule), rule))
  return sumLayers(
    fetched.flatMap((layer, at) => (layer && of(at) ? [layer] : [])),
    'transfer',
    to,
  )
}

function stepReport({ instruction, layer }: StepSide, image: ImageFacts): StepReport {
  const position = layer ? image.layers.indexOf(layer) : -1
  return {
    text: instruction.text,
    original: instruction.original,
    layer: position < 0 ? undefined : position,
    diffId: layer?.diffId,
    unpackedBytes: layer?.unpacked?.bytes,
    transferBytes: layer?.blob?.transferBytes,
    ...(layer && isUnsized(layer) && { unsized: true }),
  }
}

/** What a host that pulled `from` and nothing else downloads for `to`. */
export function going(from: ImageFacts, to: ImageFacts, rule: RuleId): GoingReport {
  const { fetched } = planPull(to, hostThatPulled([from], rule), rule)
  const held = new Set(from.layers.map(({ diffId }) => diffId))
  return {
    transfer: sumLayers(fetched, 'transfer', to),
    layers: fetched.length,
    redundantLayers: fetched.filter(({ diffId }) => held.has(diffId)).length,
  }
}

/** Positions in `to` of the layers that a host with `from` downloads. */
export function downloadedBy(from: ImageFacts, to: ImageFacts, rule: RuleId): ReadonlySet<number> {
  const { ways } = planPull(to, hostThatPulled([from], rule), rule)
  return new Set(ways.flatMap((way, at) => (way === 'download' || way === 'repeat' ? [at] : [])))
}

/** Whether what stands on one side is no directory, listed or not. */
const isFile = (side: PathDifference['a']) => side?.entry !== undefined && side.entry.kind !== 'directory'

/** Sums up what differs between two final file systems, directories left out. @param b  the tree of the second */
export function fileTotals(
  difference: TreeDifference,
  b: TreeNode,
  downloaded: ReadonlySet<number>,
): FileTotals {
  const { paths, addedBytes, removedBytes, changedBytes, unchangedBytes } = difference
  const count = (change: PathDifference['change']) =>
    paths.filter((one) => one.change === change && (isFile(one.a) || isFile(one.b))).length
  const differing = new Set(paths.map(({ path }) => path))
  let unchangedDownloadedBytes = 0
  const visit = (node: TreeNode) => {
    const again = node.layer !== undefined && downloaded.has(node.layer)
    if (!node.directory && again && !differing.has(node.path)) unchangedDownloadedBytes += node.bytes
    for (const child of node.children) visit(child)
  }
  visit(b)
  return {
    added: count('added'),
    addedBytes,
    removed: count('removed'),
    removedBytes,
    changed: count('changed'),
    changedBytes,
    unchangedBytes,
    unchangedDownloadedBytes,
  }
}
