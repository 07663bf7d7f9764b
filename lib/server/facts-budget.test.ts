import { describe, expect, it } from 'vitest'
import { madeImage } from '../analysis/compare/facts.testing'
import { FactsBudget, withSharedLayers } from './facts-budget'

const layersOf = (tag: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `${tag} ${at}`, transfer: 1 }))
const base = layersOf(0, 40)
/** Images taken until none fits, of a thousand. */
function taken(imageOf: (tag: number) => ReturnType<typeof madeImage>): number {
  const budget = new FactsBudget(1 << 20)
  let count = 0
  while (count < 1000 && budget.takes(imageOf(count))) count++
  return count
}

describe('what one question holds', () => {
  it('counts layers that images share once', () => {
    const apart = taken((tag) => madeImage(`a:${tag}`, layersOf(tag, 40)))
    const shared = taken((tag) =>
      withSharedLayers(madeImage(`b:${tag}`, [...base, { name: `own ${tag}`, transfer: 1 }])),
    )
    expect(apart).toBeGreaterThan(2)
    expect(apart).toBeLessThan(20)
    expect(shared).toBeGreaterThan(apart * 4)
  })

  it('counts the text of histories', () => {
    const history = [{ createdBy: 'x'.repeat(300_000) }]
    expect(taken((tag) => ({ ...madeImage(`a:${tag}`, []), history: [...history] }))).toBe(3)
  })

  it('takes nothing more once something did not fit', () => {
    const budget = new FactsBudget(1000)
    expect(budget.takes(madeImage('a:1', layersOf(1, 40)))).toBe(false)
    expect([budget.spent.aborted, budget.takes(madeImage('a:2', []))]).toEqual([true, false])
  })
})

describe('layers of several images', () => {
  it('are one object where all that is known of them is the same', () => {
    const [a, b] = ['a:1', 'a:2'].map((name) => withSharedLayers(madeImage(name, base)))
    expect(a!.layers.every((layer, at) => layer === b!.layers[at])).toBe(true)
    const other = withSharedLayers(madeImage('a:3', [{ ...base[0]!, transfer: 2 }, ...base.slice(1)]))
    expect(other.layers.map((layer, at) => layer === a!.layers[at]).indexOf(true)).toBe(1)
    expect(other).toEqual(madeImage('a:3', [{ ...base[0]!, transfer: 2 }, ...base.slice(1)]))
  })
})
