import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { Agent, request } from 'undici'
import { expect, it } from 'vitest'
import { failureOfError } from './failures'

const head = (...headers: string[]) => `HTTP/1.1 200 OK\r\n${headers.join('\r\n')}\r\n\r\n`

it.each([
  ['an alert of TLS', '\u0015\u0003\u0001\u0000\u0002\u0002(', 'tls', 'the answer is not HTTP'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'tls', 'the answer is not HTTP'],
  ['no length', head('Content-Length: abc'), 'malformed', 'Invalid character in Content-Length'],
  ['a negative length', head('Content-Length: -5'), 'malformed', 'Invalid character in Content-Length'],
  ['no header', head('foo bar'), 'malformed', 'Invalid header token'],
  ['no status', 'HTTP/1.1 abc OK\r\n\r\n', 'malformed', 'Invalid status code'],
  [
    'two lengths',
    head('Content-Length: 5', 'Content-Length: 6'),
    'malformed',
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
  ['endless headers', head(`x: ${'y'.repeat(20_000)}`), 'malformed', 'UND_ERR_HEADERS_OVERFLOW'],
  ['no chunk', `${head('Transfer-Encoding: chunked')}zz\r\n`, 'malformed', 'Invalid character in chunk size'],
])('names what is wrong with an answer: %s', async (_, answer, code, detail) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(answer, 'latin1'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  let started = false
  // The one of the process may be Node.js's own, which words some of it otherwise.
  const dispatcher = new Agent()
  const error = await request(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { dispatcher })
    .then(({ body }) => {
      started = true
      return body.text()
    })
    .catch((reason: unknown) => reason)
  await dispatcher.close()
  server.close()
  expect(failureOfError(error, 'r.lan', started)).toEqual({ code, at: 'r.lan', detail })
})
