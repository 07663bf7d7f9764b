import { upgradeMatrix } from '../../lib/analysis/pull/matrix'
import { RULE_IDS } from '../../lib/analysis/pull/rules'
import type { TransferBytes } from '../../lib/oci/bytes'
import { chainIds } from '../../lib/oci/chain'
import type { BlobDigest, ConfigDigest, DiffId } from '../../lib/oci/digest'
import type { ImageFacts } from '../../lib/oci/facts'
import { sha256 } from './fixture'
import { check, median } from './limit'

const TAGS = 200
const LAYERS = 30

/** Upgrade matrix of 200 × 200 tags × 30 layers under each rule, and whether the time grows with the cells alone. */
export async function benchMatrix(): Promise<boolean> {
  const results: boolean[] = []
  // A third shared from the base, and nearly all: what is walked under each rule differs.
  for (const shared of [LAYERS / 3, LAYERS - 1]) {
    const whole = seriesOf(TAGS, shared)
    for (const rule of RULE_IDS) {
      const time = await median(7, () => upgradeMatrix(whole, rule, 'transfer'))
      const name = `matrix of ${TAGS} × ${TAGS} tags × ${LAYERS} layers, ${shared} shared, ${rule}`
      results.push(check(name, time, 300, ' ms'))
    }
  }
  const [half, whole] = [seriesOf(TAGS, LAYERS / 3), seriesOf(TAGS * 2, LAYERS / 3)]
  // Taken turn about and the best of many, so that what else the machine does meets neither.
  const halfTimes: number[] = []
  const wholeTimes: number[] = []
  for (let run = 0; run < 15; run++) {
    halfTimes.push(await median(1, () => upgradeMatrix(half, 'containerd', 'transfer')))
    wholeTimes.push(await median(1, () => upgradeMatrix(whole, 'containerd', 'transfer')))
  }
  const ratio = Math.min(...wholeTimes) / Math.min(...halfTimes)
  results.push(check('four times the cells of the matrix', ratio, 5.5, '×'))
  return results.every(Boolean)
}

/** Tags that share their lower layers and have the upper ones for themselves. */
function seriesOf(tags: number, shared: number): readonly ImageFacts[] {
  return Array.from({ length: tags }, (_, tag) => {
    const own = Array.from({ length: LAYERS }, (_, index) =>
      index < shared ? `${index}` : `${index} of ${tag}`,
    )
    const diffIds = own.map((name) => sha256(name) as DiffId)
    const chain = chainIds(diffIds)
    return {
      reference: `docker.io/bench/app:0.0.${tag + 1}`,
      origins: [{ kind: 'registry', name: 'bench', at: '2026-01-01T00:00:00Z' }],
      configDigest: sha256(`config ${tag}`) as ConfigDigest,
      repoDigests: [],
      layers: own.map((name, depth) => ({
        diffId: diffIds[depth]!,
        chainId: chain[depth]!,
        blob: {
          digest: sha256(`blob ${name}`) as BlobDigest,
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          transferBytes: (1000 + depth) as TransferBytes,
        },
      })),
      history: [],
      stepsFrom: 'config',
    } satisfies ImageFacts
  })
}
