import { describe, expect, it } from 'vitest'
import { wholeOf } from '../sources/bytes'
import { Uploads } from './uploads'

const never = new AbortController().signal

/** Bodies of which it is counted how many are being read, and what was taken of them. */
function bodies() {
  let [open, most, taken] = [0, 0, 0]
  async function* body(chunks = 4) {
    most = Math.max(most, ++open)
    for (let at = 0; at < chunks; at++) {
      taken++
      await new Promise((resolve) => setImmediate(resolve))
      yield Buffer.alloc(100_000)
    }
    open--
  }
  return { body, most: () => most, taken: () => taken }
}

describe('Uploads', () => {
  it('reads some at a time, and nothing of those that wait', async () => {
    const { body, most } = bodies()
    const uploads = new Uploads(2, 0)
    const lengths = Array.from({ length: 20 }, async () => {
      const whole = await uploads.read(body(), 'a.tar', never, wholeOf)
      return whole.length
    })
    expect(uploads.waiting).toBe(18)
    expect(await Promise.all(lengths)).toEqual(Array(20).fill(400_000))
    expect(most()).toBe(2)
  })

  it.each([
    ['stands still', [1e6]],
    ['trickles', Array(100).fill(20)],
  ])('gives up one that %s, and reads the next', async (_, pauses) => {
    async function* slow() {
      for (const ms of pauses) {
        yield Buffer.from('x')
        await new Promise((resolve) => setTimeout(resolve, ms).unref())
      }
    }
    const uploads = new Uploads(1, 0, { idleMs: 300, windowMs: 300, leastBytes: 1 << 16 })
    const given = uploads.read(slow(), 'a.tar', never, wholeOf)
    const next = uploads.read(bodies().body(), 'a.tar', never, wholeOf)
    await expect(given).rejects.toMatchObject({ failure: { code: 'too-slow', at: 'a.tar', seconds: 0.3 } })
    expect((await next).length).toBe(400_000)
  })

  it('takes nothing of an upload whose sender left while it waited', async () => {
    const stop = new AbortController()
    const { body, taken } = bodies()
    const uploads = new Uploads(1, 0)
    const first = uploads.read(bodies().body(), 'a.tar', never, wholeOf)
    const left = uploads.read(body(), 'a.tar', stop.signal, wholeOf)
    stop.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    await first
    expect(taken()).toBe(0)
  })
})
