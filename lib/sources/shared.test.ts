import { describe, expect, it } from 'vitest'
import { Shared } from './shared'

describe('an answer that is shared', () => {
  const asker = () => new AbortController()

  it('is made once for those who ask meanwhile', async () => {
    const shared = new Shared<number>()
    let made = 0
    const ask = () => shared.get('key', asker().signal, async () => ++made)
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
    expect(await ask()).toBe(2)
  })

  it('goes on for the others when the one who began it leaves', async () => {
    const shared = new Shared<string>()
    const first = asker()
    let finish = (_: string) => {}
    const started: AbortSignal[] = []
    const start = (signal: AbortSignal) => {
      started.push(signal)
      return new Promise<string>((resolve) => {
        finish = resolve
      })
    }
    const left = shared.get('key', first.signal, start)
    const stayed = shared.get('key', asker().signal, start)
    first.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    expect(started.map(({ aborted }) => aborted)).toEqual([false])
    finish('answer')
    expect(await stayed).toBe('answer')
  })

  it('is given up when the last one leaves, and begun again for the next', async () => {
    const shared = new Shared<string>()
    const only = asker()
    const started: AbortSignal[] = []
    const wait = (signal: AbortSignal) => {
      started.push(signal)
      return new Promise<string>(() => {})
    }
    const left = shared.get('key', only.signal, wait)
    only.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    expect(started[0]!.aborted).toBe(true)
    expect(await shared.get('key', asker().signal, async () => 'again')).toBe('again')
  })

  it('is not begun for one who has left already', async () => {
    const shared = new Shared<string>()
    const signal = AbortSignal.abort(new Error('gone'))
    const never = () => Promise.reject(new Error('begun'))
    await expect(shared.get('key', signal, never)).rejects.toThrow('gone')
  })
})
