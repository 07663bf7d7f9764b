import { describe, expect, it } from 'vitest'
import { inTurn } from './turns'

const busy = (ms: number) => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

describe('work that keeps the thread busy', () => {
  it('is done piece by piece, and others get their turn after each', async () => {
    const events: string[] = []
    const pieces = ['a', 'b', 'c'].map((name) =>
      inTurn(5000, () => {
        busy(20)
        events.push(name)
      }),
    )
    const other = (async () => {
      for (let at = 0; at < 3; at++) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        events.push('other')
      }
    })()
    await Promise.all([...pieces, other])
    expect(events.indexOf('other')).toBeLessThan(events.indexOf('b'))
    expect(events.filter((event) => event !== 'other')).toEqual(['a', 'b', 'c'])
  })

  it('that is small, or fails, holds up nothing', async () => {
    const failing = inTurn(5000, () => {
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await Promise.all([inTurn(5000, () => 1), inTurn(1, () => 2)])).toEqual([1, 2])
  })
})
