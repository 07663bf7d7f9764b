import type { TreeNode } from '../../layerfs/tree'
import type { PathDifference, TreeDifference } from '../../layerfs/tree-diff'
import type { ImageFacts } from '../../oci/facts'
import type { StepPair, StepSide } from '../../oci/step-diff'
import type { FileTotals, GoingReport, StepPairReport, StepReport } from '../diff-report'
import { sumLayers } from '../measures/sum'
import { hostThatPulled } from '../pull/host'
import { planPull } from '../pull/plan'
import type { RuleId } from '../pull/rules'

/** A pair of steps as the page shows it. */
export function pairReport({ change, a, b }: StepPair, from: ImageFacts, to: ImageFacts): StepPairReport {
  return { change, a: a && stepReport(a, from), b: b && stepReport(b, to) }
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

/** Sums up what differs between two final file systems. @param b  the tree of the second */
export function fileTotals(
  difference: TreeDifference,
  b: TreeNode,
  downloaded: ReadonlySet<number>,
): FileTotals {
  const { paths, addedBytes, removedBytes, changedBytes, unchangedBytes } = difference
  const count = (change: PathDifference['change']) => paths.filter((one) => one.change === change).length
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
