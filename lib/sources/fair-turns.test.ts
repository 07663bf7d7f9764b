import { describe, expect, it } from 'vitest'
import { FairTurns, type Turn } from './fair-turns'

const never = new AbortController().signal

/** Turns that are looked at when told, and the parties that have begun, in order. */
function started(limits = { atOnce: 2, beside: 2 }) {
  const turns = new FairTurns({ ...limits, lookMs: 5 })
  const begun: string[] = []
  const held: Turn[] = []
  const take = (party: string, signal = never) =>
    turns.take(party, signal).then((turn) => {
      begun.push(party)
      held.push(turn)
      return turn
    })
  return { turns, begun, held, take }
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
/** Bytes come as long as the test goes on. */
const flow = (turn: Turn) => {
  const timer = setInterval(() => turn.came(1 << 20), 1)
  timer.unref()
  return () => clearInterval(timer)
}

describe('FairTurns', () => {
  it('lets one party have no more than its places while its bytes come', async () => {
    const { turns, begun, held, take } = started()
    for (let at = 0; at < 5; at++) void take('a')
    await settled()
    const ends = held.map(flow)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([begun.length, turns.length]).toEqual([2, 3])
    held[0]!.end()
    await settled()
    expect(begun.length).toBe(3)
    for (const end of ends) end()
  })

  it('gives a party that has nothing under way a place beside another one that has all', async () => {
    const { begun, held, take } = started()
    for (let at = 0; at < 9; at++) void take('a')
    await settled()
    held.map(flow)
    void take('b')
    await settled()
    expect(begun).toEqual(['a', 'a', 'b'])
  })

  it('gives the place of work whose bytes stand still to another', async () => {
    const { begun, held, take } = started({ atOnce: 1, beside: 1 })
    void take('stalls')
    void take('stalls')
    await expect.poll(() => begun.length).toBe(2)
    held[0]!.end()
    await settled()
    expect(begun.length).toBe(2)
  })

  it('takes turns of parties, not of those who ask most', async () => {
    const { begun, held, take } = started({ atOnce: 1, beside: 0 })
    for (const party of ['a', 'a', 'a', 'b', 'c']) void take(party)
    for (let at = 0; at < 5; at++) {
      await expect.poll(() => held.length).toBe(at + 1)
      held[at]!.end()
    }
    expect(begun).toEqual(['a', 'b', 'c', 'a', 'a'])
  })

  it('forgets what is given up while it waits, and gives no place back twice', async () => {
    const { turns, begun, held, take } = started({ atOnce: 1, beside: 0 })
    void take('a')
    const stop = new AbortController()
    const left = take('b', stop.signal)
    stop.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    await expect(take('b', stop.signal)).rejects.toThrow('left')
    void take('c')
    void take('d')
    await settled()
    held[0]!.end()
    held[0]!.end()
    await settled()
    expect([begun, turns.length]).toEqual([['a', 'c'], 1])
  })
})
