import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { wholeOf } from './bytes'
import { paced } from './least-rate'

const PACE = { idleMs: 60, windowMs: 200, leastBytes: 1000 }
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const read = (body: PassThrough, pace = PACE) =>
  wholeOf(
    paced(body, pace, ({ leastBytes, seconds }) => {
      body.destroy()
      return new Error(`${leastBytes} in ${seconds}`)
    }),
  )

/** Writes so many bytes every so often, until nobody reads any more. */
function drip(body: PassThrough, bytes: number, everyMs: number): void {
  const timer = setInterval(() => body.write(Buffer.alloc(bytes)), everyMs)
  body.on('close', () => clearInterval(timer))
}

describe('a body', () => {
  it('of which nothing comes any more is given up, and what it comes from is closed', async () => {
    const body = new PassThrough()
    body.write(Buffer.alloc(5000))
    await expect(read(body)).rejects.toThrow('1 in 0.06')
    expect(body.destroyed).toBe(true)
  })

  it('that comes byte by byte is given up after one window', async () => {
    const body = new PassThrough()
    drip(body, 1, 5)
    await expect(read(body, { ...PACE, idleMs: 10_000 })).rejects.toThrow('1000 in 0.2')
    expect(body.destroyed).toBe(true)
  })

  it('is read whole when it is short, however little that is', async () => {
    const body = new PassThrough()
    setTimeout(() => body.end('late'), 20)
    expect((await read(body, { ...PACE, idleMs: 10_000, windowMs: 10_000 })).toString()).toBe('late')
  })

  it('owes nothing for the time that its reader takes', async () => {
    const chunks = Array.from({ length: 6 }, () => Buffer.alloc(10))
    const body = PassThrough.from(chunks) as PassThrough
    let bytes = 0
    for await (const chunk of paced(body, PACE, () => new Error('too slow'))) {
      bytes += chunk.length
      await wait(50)
    }
    expect(bytes).toBe(60)
  })

  it('that its reader leaves is closed', async () => {
    const body = new PassThrough()
    body.write('one')
    for await (const _ of paced(body, PACE, () => new Error('too slow'))) break
    await wait(5)
    expect(body.destroyed).toBe(true)
  })
})
