import type { UnpackedBytes } from './bytes'
import type { HistoryStep, StepsFrom } from './facts'
import type { ImageConfig } from './types'

export interface Steps {
  readonly history: readonly HistoryStep[]
  readonly stepsFrom: StepsFrom
  /** Layers that a config's history names, where they are not as many as the image has. */
  readonly historyLayers?: number | undefined
}

/**
 * Pairs every history entry of a config with the layer that it made.
 *
 * @param config  the config blob itself: `docker history` does not replace it, because its `0B` is printed
 *                both for a step without a layer and for a layer of whiteouts only
 * @returns       steps oldest first, with `layer` as a position in `rootfs.diff_ids`; `unpaired` and no
 *                `layer` at all when the counts differ (imported or squashed images), since any pairing
 *                would be a guess. Never throws.
 * @see           https://github.com/opencontainers/image-spec/blob/main/config.md: rootfs, history
 */
export function stepsOf(config: ImageConfig): Steps {
  const history = config.history ?? []
  const layerSteps = history.filter((entry) => !entry.empty_layer).length
  const paired = layerSteps === config.rootfs.diff_ids.length
  let layer = 0
  return {
    stepsFrom: paired ? 'config' : 'unpaired',
    ...(!paired && history.length > 0 && { historyLayers: layerSteps }),
    history: history.map((entry) => ({
      createdBy: entry.created_by ?? '',
      created: entry.created,
      comment: entry.comment || undefined,
      ...(paired && { layer: entry.empty_layer ? null : layer++ }),
    })),
  }
}

/** One line of `docker history`, as the daemon's API gives it. */
export type DaemonStep = Omit<HistoryStep, 'layer'> & { readonly unpackedBytes: UnpackedBytes }

// Instructions that only change the config, as the classic builder (`#(nop)`) and BuildKit record them.
const METADATA =
  /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b/i
// COPY and ADD make a layer on every builder, even one that changes nothing.
const COPIES = /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:COPY|ADD)\b/i

/**
 * Infers which steps of a daemon's history made layers, for lack of the config.
 *
 * A step with bytes made a layer; so did COPY and ADD. Instructions that only change the config did not.
 * What is left are `0B` steps such as RUN (a whiteout, or nothing) and WORKDIR (a folder, or nothing): when
 * all or none of them are needed to reach the number of layers the answer is certain, else RUN goes before
 * WORKDIR and the later before the earlier; the sum of bytes is right in any case, since all of these steps are
 * 0B, and `doubtfulLayers` says which layers may have another's.
 *
 * @param steps   oldest first
 * @param layers  number of diffIDs
 * @returns       `inferred`, or `unpaired` when no choice of steps gives that number of layers. Never throws.
 */
export function inferSteps(steps: readonly DaemonStep[], layers: number): Steps {
  const { ranks, candidates, wanted } = choiceOf(steps, layers)
  if (wanted < 0 || wanted > candidates.length) return { stepsFrom: 'unpaired', history: steps }

  const likeliest = candidates.toSorted((a, b) => ranks[a]! - ranks[b]! || b - a)
  const chosen = new Set(likeliest.slice(0, wanted))
  let layer = 0
  const history = steps.map((step, index) => ({
    ...step,
    layer: ranks[index] === 0 || chosen.has(index) ? layer++ : null,
  }))
  return { stepsFrom: 'inferred', history }
}

/**
 * Which layers may have another layer's bytes after `inferSteps`: those to which a step with bytes moves
 * under another choice of the 0B steps that made layers.
 *
 * @param steps   oldest first, as for `inferSteps`
 * @param layers  number of diffIDs
 * @returns       positions, base first; none when there was no choice. Never throws.
 */
export function doubtfulLayers(steps: readonly DaemonStep[], layers: number): ReadonlySet<number> {
  const { ranks, candidates, wanted } = choiceOf(steps, layers)
  const doubtful = new Set<number>()
  let certainBelow = 0
  let candidatesBelow = 0
  for (const [index, rank] of ranks.entries()) {
    if (candidates[candidatesBelow] === index) candidatesBelow++
    if (rank !== 0) continue
    const fewest = Math.max(0, wanted - (candidates.length - candidatesBelow))
    const most = Math.min(wanted, candidatesBelow)
    if (steps[index]!.unpackedBytes > 0 && fewest < most) {
      for (let chosen = fewest; chosen <= most; chosen++) doubtful.add(certainBelow + chosen)
    }
    certainBelow++
  }
  return doubtful
}

/** How many steps may have made a layer, at most. */
export function mostLayers(steps: readonly HistoryStep[]): number {
  return steps.filter(({ createdBy, unpackedBytes = 0 }) => unpackedBytes > 0 || !METADATA.test(createdBy))
    .length
}

/** Positions of the steps that may have made layers, and how many of them did. */
function choiceOf(steps: readonly DaemonStep[], layers: number) {
  const ranks = steps.map(rankOf)
  const candidates = [...ranks.keys()].filter((index) => ranks[index]! > 0 && Number.isFinite(ranks[index]))
  return { ranks, candidates, wanted: layers - ranks.filter((rank) => rank === 0).length }
}

/** 0: certainly a layer; infinite: certainly none; in between the likelier the smaller. */
function rankOf(step: DaemonStep): number {
  if (step.unpackedBytes > 0) return 0
  if (METADATA.test(step.createdBy)) return Number.POSITIVE_INFINITY
  if (COPIES.test(step.createdBy)) return 0
  return /^(?:\/bin\/sh -c #\(nop\)\s+)?WORKDIR\b/i.test(step.createdBy) ? 2 : 1
}
