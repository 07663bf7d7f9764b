import { upgradeMatrix } from '../../lib/analysis/pull/matrix'
import { RULE_IDS } from '../../lib/analysis/pull/rules'
import type { ImageFacts } from '../../lib/oci/facts'
import { imageOf } from './fixture'
import { check, inTurn, median, timed } from './limit'

const TAGS = 200
const LAYERS = 30

/** Upgrade matrix of 200 × 200 tags × 30 layers under each rule, and whether the time grows with the cells alone. */
export async function benchMatrix(): Promise<void> {
  // A third shared from the base, and nearly all: what is walked under each rule differs.
  for (const shared of [LAYERS / 3, LAYERS - 1]) {
    const whole = seriesOf(TAGS, shared)
    for (const rule of RULE_IDS) {
      const time = await median(7, () => upgradeMatrix(whole, rule, 'transfer'))
      check(
        `matrix of ${TAGS} × ${TAGS} tags × ${LAYERS} layers, ${shared} shared, ${rule}`,
        time,
        300,
        ' ms',
      )
    }
  }
  const matrixTime = (series: readonly ImageFacts[]) => () =>
    timed(() => upgradeMatrix(series, 'containerd', 'transfer'))
  const [half, whole] = [TAGS, TAGS * 2].map((tags) => matrixTime(seriesOf(tags, LAYERS / 3)))
  const [halfTimes = [], wholeTimes = []] = await inTurn(15, half!, whole!)
  // The best of many: what else the machine does only ever adds.
  const ratio = Math.min(...wholeTimes) / Math.min(...halfTimes)
  check('four times the cells of the matrix', ratio, 5.5, '×')
}

/** Tags that share their lower layers and have the upper ones for themselves. */
function seriesOf(tags: number, shared: number): readonly ImageFacts[] {
  return Array.from({ length: tags }, (_, tag) =>
    imageOf(
      `docker.io/bench/app:0.0.${tag + 1}`,
      Array.from({ length: LAYERS }, (_, index) => (index < shared ? `${index}` : `${index} of ${tag}`)),
    ),
  )
}
