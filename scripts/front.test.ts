import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsOf } from '../lib/server/door/settings.mjs'
import { createFront } from './front.mjs'

const seen: string[] = []
const handle: RequestListener = (request, response) => {
  seen.push(`${request.method} ${request.url?.slice(0, 20)}`)
  response.end('in')
}
const server = createFront(handle, settingsOf({}))
/** The answer to bytes as they are: what `fetch` would never send. */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(bytes)
  return await text(socket)
}
const head = (line: string, ...more: string[]) =>
  [`${line} HTTP/1.1`, 'host: 127.0.0.1', 'connection: close', ...more, '', ''].join('\r\n')

describe('createFront', () => {
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => void server.close())

  it('hands on what the door lets in, and nothing else', async () => {
    expect(await answerTo(head('GET /?s=a'))).toMatch(/^HTTP\/1\.1 200 .*nosniff.*\r\n\r\nin$/s)
    for (const [line, status] of [
      [`GET /?${'s=a&'.repeat(60_000)}`, 414],
      [`GET /${'a/'.repeat(5000)}`, 414],
      ['TRACE /', 405],
      ['OPTIONS *', 400],
      ['GET http://evil.example/', 400],
      ['POST /api/archives/x', 405],
    ] as const) {
      const answer = await answerTo(head(line))
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*application/problem\\+json`, 's'))
    }
    expect(
      await answerTo('GET /api/archives HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 421 /)
    expect(await answerTo(head('HEAD /a', 'sec-fetch-site: none'))).toMatch(/^HTTP\/1\.1 200 /)
    expect(seen).toEqual(['GET /?s=a', 'HEAD /a'])
  })
  it('judges a request for another protocol as any other', async () => {
    const upgrade = ['upgrade: websocket', 'sec-websocket-version: 13', 'sec-websocket-key: x'] as const
    expect(await answerTo(head(`GET /?${'s=a&'.repeat(300)}`, ...upgrade))).toMatch(/^HTTP\/1\.1 414 /)
  })
  it('says in a sentence why it reads no further', async () => {
    expect(await answerTo(head(`GET /?${'x'.repeat(600_000)}`))).toMatch(
      /^HTTP\/1\.1 431 .*This request is too long and was not read\.\n$/s,
    )
    expect(await answerTo('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*This is no request\.\n$/s)
  })
})
