import { once } from 'node:events'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settingsOf } from '../lib/server/door/settings.mjs'
import { changed, leaving } from '../lib/server/in-process.mjs'
import { createFront } from './front.mjs'

/** What came to the app and is not answered yet. */
let open: { asked: IncomingMessage; response: ServerResponse; signal: AbortSignal | undefined }[] = []
const server = createFront((asked, response) => {
  open.push({ asked, response, signal: leaving.getStore() })
}, settingsOf({}))
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  open = []
})

const POLL = { interval: 2, timeout: 5000 }
const reached = (count: number) => expect.poll(() => open.length, POLL).toBe(count)
/** How many have been let in. */
let heard = 0
server.on('request', () => heard++)

/** Asks, and waits until the door has let it in. */
async function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const { port } = server.address() as AddressInfo
  const before = heard
  const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }).end()
  const answer = once(asked, 'response').then(([answer]: IncomingMessage[]) => answer!)
  const body = answer.then(text)
  for (const end of [answer, body]) end.catch(() => undefined)
  await expect.poll(() => heard, POLL).toBe(before + 1)
  return { answer, body, leave: () => asked.destroy() }
}

describe('requests that ask the same at the same time', () => {
  it('share one answer: what has come, and what comes', async () => {
    const first = await ask('/api/compare?s=a')
    await reached(1)
    const [{ response } = open[0]!] = open
    response.writeHead(203, { 'content-type': 'text/plain', 'x-own': 'yes' })
    response.write('one ')
    await first.answer
    const others = [await ask('/api/compare?s=a'), await ask('/api/compare?s=a')]
    response.end('two')
    for (const { answer: given, body } of [first, ...others]) {
      expect(await body).toBe('one two')
      const answer = await given
      expect([answer.statusCode, answer.headers['x-own'], answer.headers['x-content-type-options']]).toEqual([
        203,
        'yes',
        'nosniff',
      ])
    }
    expect(open).toHaveLength(1)
    await ask('/api/compare?s=a')
    await reached(2)
  })

  it('are the same in all that the app reads, and not in what the door alone reads', async () => {
    const page = { cookie: 'theme=dark; strata-3000=one', 'accept-language': 'ko', 'user-agent': 'a' }
    await ask('/?s=a', page)
    await ask('/?s=a', { ...page, cookie: 'theme=dark; strata-3000=two', referer: 'http://127.0.0.1/' })
    await reached(1)
    const others = [
      ['/?s=b', page],
      ['/?s=a', { ...page, cookie: 'theme=light' }],
      ['/?s=a', { ...page, 'accept-language': 'en' }],
      ['/?s=a', { ...page, 'user-agent': 'a crawler' }],
      ['/?s=a', { ...page, rsc: '1' }],
      ['/?s=a', { ...page, 'accept-encoding': 'gzip' }],
    ] as const
    for (const [index, [path, headers]] of others.entries()) {
      await ask(path, headers)
      await reached(index + 2)
    }
  })

  it('are asked again when something has changed meanwhile', async () => {
    await ask('/api/tags?repository=a')
    await reached(1)
    changed()
    await ask('/api/tags?repository=a')
    await reached(2)
    const { body } = await ask('/api/archives', {}, 'POST')
    await reached(3)
    open[2]?.response.end()
    await body
    await ask('/api/tags?repository=a')
    await reached(4)
  })

  it('have each their own stream of events, upload, file and HEAD', async () => {
    const alone = [
      ['/api/scan?reference=a'],
      ['/api/events'],
      ['/api/snapshot?s=a'],
      ['/_next/static/a.js'],
      ['/icon.svg'],
      ['/', 'HEAD'],
    ] as const
    for (const [path, method] of alone) {
      await ask(path, {}, method)
      await ask(path, {}, method)
    }
    await reached(2 * alone.length)
  })
})

describe('a viewer who leaves', () => {
  it('spoils no one’s answer, and the last one ends the work', async () => {
    const first = await ask('/')
    const second = await ask('/')
    await reached(1)
    const { response, signal } = open[0]!
    response.write('some')
    await Promise.all([first.answer, second.answer])
    first.leave()
    response.write(' more')
    await expect.poll(() => signal?.aborted, POLL).toBe(false)
    second.leave()
    await expect.poll(() => signal?.aborted, POLL).toBe(true)
    expect(response.destroyed).toBe(true)
    await expect(second.body).rejects.toThrow()
    await ask('/')
    await reached(2)
  })

  it('of an answer that has ended is none', async () => {
    const { body } = await ask('/ended')
    await reached(1)
    open[0]?.response.end('whole')
    expect(await body).toBe('whole')
    expect(open[0]?.signal?.aborted).toBe(false)
  })
})

it('an answer that breaks off breaks off for all', async () => {
  const both = [await ask('/a'), await ask('/a')]
  await reached(1)
  open[0]?.response.write('half')
  await Promise.all(both.map(({ answer }) => answer))
  open[0]?.response.destroy()
  for (const { body } of both) await expect(body).rejects.toThrow()
})

it('of a long answer nothing is kept for those who come later', async () => {
  const { answer, body } = await ask('/b')
  await reached(1)
  open[0]?.response.write(Buffer.alloc(9 << 20))
  const { socket } = await answer
  await expect.poll(() => socket.bytesRead, POLL).toBeGreaterThan(9 << 20)
  await ask('/b')
  await reached(2)
  open[0]?.response.end('.')
  expect((await body).length).toBe((9 << 20) + 1)
})
