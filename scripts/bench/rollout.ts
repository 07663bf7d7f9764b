import { breakEven } from '../../lib/analysis/rollout/break-even'
import { DEFAULT_FLEET, type Fleet } from '../../lib/analysis/rollout/fleet'
import { simulateRollout } from '../../lib/analysis/rollout/simulate'
import type { UpgradeBytes } from '../../lib/analysis/rollout/upgrade-bytes'
import { check, median } from './limit'

const MB = 1_000_000
const FLEET: Fleet = {
  ...DEFAULT_FLEET,
  hosts: 5000,
  skipShare: 0.4,
  registryBandwidth: 1250 * MB,
  egressPrice: 0.09,
}

/** What a person waits for who moves a slider of the fleet: three rollouts, and where each pair costs the same. */
export async function benchRollout(): Promise<void> {
  const [many, few] = [strategies(1000), strategies(50)]
  const manyTime = await median(7, () => all(many))
  const fewTime = await median(25, () => all(few))
  check('rollout of 1,000 releases × 3 strategies', manyTime, 100, ' ms')
  check('rollout of 50 releases × 3 strategies, within a frame', fewTime, 8, ' ms')
}

function all(matrices: readonly UpgradeBytes[]): void {
  for (const matrix of matrices) simulateRollout(matrix, FLEET)
  for (const [index, matrix] of matrices.entries()) {
    for (const other of matrices.slice(index + 1)) breakEven(matrix, other, FLEET)
  }
}

/** Chained, fixed base and independent. */
function strategies(releases: number): readonly UpgradeBytes[] {
  return [
    matrixOf(releases, (from, release) => (release - Math.max(from, 0)) * 9 * MB + (from < 0 ? 200 * MB : 0)),
    matrixOf(releases, (from) => 30 * MB + (from < 0 ? 200 * MB : 0)),
    matrixOf(releases, () => 230 * MB),
  ]
}

function matrixOf(releases: number, bytes: (from: number, release: number) => number): UpgradeBytes {
  const tags = Array.from({ length: releases }, (_, release) => `0.0.${release + 1}`)
  const row = (from: number) => tags.map((_, release) => (from < release ? bytes(from, release) : 0))
  return { tags, bytes: [row(-1), ...tags.map((_, from) => row(from))] }
}
