import { describe, expect, it } from 'vitest'
import { Queue } from './queue'

const staying = new AbortController().signal

/** Work that goes on until it is let go, and says that it has begun. */
function work() {
  const begun: number[] = []
  const ends = new Map<number, (fails?: Error) => void>()
  const of = (name: number) => () => {
    begun.push(name)
    return new Promise<number>((resolve, reject) =>
      ends.set(name, (fails) => (fails ? reject(fails) : resolve(name))),
    )
  }
  const end = async (name: number, fails?: Error) => {
    ends.get(name)?.(fails)
    await new Promise(setImmediate)
  }
  return { begun, of, end }
}

describe('Queue', () => {
  it('does one after the other, whatever comes of it', async () => {
    const queue = new Queue(9, 'pictures')
    const { begun, of, end } = work()
    const all = [1, 2, 3].map((name) => queue.run(staying, of(name)))
    await new Promise(setImmediate)
    expect([begun, queue.length]).toEqual([[1], 2])
    await end(1)
    expect([begun, queue.length]).toEqual([[1, 2], 1])
    const failed = expect(all[1]).rejects.toThrow('broken')
    await end(2, new Error('broken'))
    await failed
    await end(3)
    expect(await Promise.all([all[0], all[2]])).toEqual([1, 3])
    const later = queue.run(staying, of(4))
    await end(0)
    await end(4)
    expect(await later).toBe(4)
  })

  it('never begins what its asker has left, and gives the place to another', async () => {
    const queue = new Queue(1, 'pictures')
    const { begun, of, end } = work()
    const leaves = new AbortController()
    void queue.run(staying, of(1))
    const left = queue.run(leaves.signal, of(2))
    leaves.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    await expect(queue.run(leaves.signal, of(3))).rejects.toThrow('left')
    const last = queue.run(staying, of(4))
    await end(1)
    await end(4)
    expect([await last, begun]).toEqual([4, [1, 4]])
  })

  it('says how many wait when it takes no more', async () => {
    const queue = new Queue(2, 'pictures')
    const { of } = work()
    for (const name of [1, 2, 3]) void queue.run(staying, of(name))
    await expect(queue.run(staying, of(4))).rejects.toThrow(
      '2 pictures are waited for, which are made one after the other: ask again in a minute',
    )
  })
})
