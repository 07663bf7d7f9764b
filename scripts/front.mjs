// @ts-check
import { createServer, STATUS_CODES } from 'node:http'
import { refusalOf } from '../lib/server/door/index.mjs'

/** Far more than the door lets in, whose refusals say why: beyond it Node.js does not tell a link from a cookie. */
const MOST_HEADER_BYTES = 512 * 1024

/** What no request is made of: Node.js would answer with a status and no word. */
const UNREADABLE = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, detail: 'This request is too long and was not read.' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, detail: 'The request did not arrive in time.' }],
])

/**
 * An http server that hands on what the door lets in, see lib/server/door.
 *
 * @param {import('node:http').RequestListener} handle
 * @param {import('../lib/server/door/visit.mjs').Settings} settings
 */
export function createFront(handle, settings) {
  /** Sockets with an answer under way: a second one must not be written into it. @type {WeakSet<object>} */
  const answering = new WeakSet()
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    const { method = '', url: target = '', headers, socket } = request
    answering.add(socket)
    response.once('close', () => answering.delete(socket))
    const refusal = refusalOf({ method, target, headers }, settings)
    if (!refusal) {
      // Not even an upload's answer, which no part of the app stands before, is taken for what it is not.
      response.setHeader('x-content-type-options', 'nosniff')
      response.setHeader('referrer-policy', 'no-referrer')
      return handle(request, response)
    }
    response.writeHead(refusal.status, refusal.headers)
    response.end(method === 'HEAD' ? undefined : refusal.body)
  })
  server.on('clientError', (/** @type {NodeJS.ErrnoException} */ error, socket) => {
    if (!socket.writable || answering.has(socket)) return socket.destroy()
    const { status, detail } = UNREADABLE.get(error.code ?? '') ?? {
      status: 400,
      detail: 'This is no request.',
    }
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8`
    socket.end(`${head}\r\n\r\n${detail}\n`)
  })
  return server
}
