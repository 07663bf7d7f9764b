import { expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { upgradeMatrix } from '../pull/matrix'
import { breakEven } from './break-even'
import { DEFAULT_FLEET } from './fleet'
import { simulateRollout } from './simulate'

const tags = ['1', '2', '3']
const seriesOf = (name: string, ...images: readonly (readonly [string, number][])[]) => {
  const made = images.map((layers, index) =>
    madeImage(
      `localhost/${name}:${index}`,
      layers.map(([layer, transfer]) => ({ name: layer, transfer })),
    ),
  )
  return { tags, ...upgradeMatrix(made, 'classic', 'transfer') }
}

it('takes the matrix of upgrades of a series as it is', () => {
  const chain = seriesOf(
    'chain',
    [['base', 100]],
    [
      ['base', 100],
      ['b', 10],
    ],
    [
      ['base', 100],
      ['b', 10],
      ['c', 10],
    ],
  )
  const squashed = seriesOf('squashed', [['s1', 100]], [['s2', 105]], [['s3', 105]])
  const fleet = { ...DEFAULT_FLEET, hosts: 10, emptyShare: 0.5, skipShare: 0 }
  expect(simulateRollout(chain, fleet).releases.map(({ totalBytes }) => totalBytes)).toEqual([
    { kind: 'known', value: 1000 },
    { kind: 'known', value: 5 * 110 + 5 * 10 },
    { kind: 'known', value: 5 * 120 + 5 * 10 },
  ])
  // Chained 100 + e 230 + (1 - e) 20, squashed 100 + 210 at every share.
  expect(breakEven(chain, squashed, fleet)).toMatchObject({
    kind: 'at',
    share: expect.closeTo(190 / 210),
    cheaperBelow: 'a',
  })
})
