// @ts-check
import { createServer, STATUS_CODES } from 'node:http'
import { refusalOf } from '../lib/server/door/index.mjs'
import { arrivalOf } from '../lib/server/door/proxies.mjs'
import { isForm } from '../lib/server/door/visit.mjs'
import { sharing } from './flights.mjs'

/** Far more than the door lets in, whose refusals say why: beyond it Node.js does not tell a link from a cookie. */
const MOST_HEADER_BYTES = 512 * 1024

/** So long the rest of what could not be read may come, in ms. */
const LINGER_MS = 1000

/** What no request is made of: Node.js would answer with a status and no word. */
const UNREADABLE = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, detail: 'This request is too long and was not read.' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, detail: 'The request did not arrive in time.' }],
])

/**
 * An http server that hands on what the door lets in, see lib/server/door, the same once to all who ask at one time.
 *
 * @param {import('node:http').RequestListener} handle
 * @param {import('../lib/server/door/visit.mjs').Settings} settings
 * @param {object} [others]  who else is there
 * @param {import('../lib/server/door/gate.mjs').Gate} [others.gate]  lets in those who have the token, where one is wanted
 * @param {import('node:net').BlockList} [others.proxies]  whose words are believed
 * @param {string} [others.base]  path below which everything is
 */
export function createFront(handle, settings, { gate, proxies, base = '' } = {}) {
  /** Sockets with an answer under way: a second one must not be written into it. @type {WeakSet<object>} */
  const answering = new WeakSet()
  const share = sharing(handle, MOST_HEADER_BYTES)
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    const { method = '', url: target = '', headers, socket } = request
    answering.add(socket)
    response.once('close', () => answering.delete(socket))
    const { address, secure, changes } = arrivalOf(headers, socket.remoteAddress ?? '', proxies)
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete headers[name]
      else headers[name] = value
    }
    const visit = { method, target: below(base, target), headers, port: socket.localPort, address, secure }
    /** @param {import('../lib/server/door/visit.mjs').Answer} answer */
    const answer = ({ status, headers, body }) => {
      response.writeHead(status, headers)
      response.end(method === 'HEAD' ? undefined : body)
    }
    const refusal = refusalOf(visit, { ...settings, takesForms: gate !== undefined })
    if (refusal) return answer(refusal)
    if (gate && isForm(visit)) {
      return formOf(request).then(
        (form) => answer(gate.answerForm(visit, form)),
        () => socket.destroy(),
      )
    }
    const closed = gate?.answerOf(visit)
    if (closed) return answer(closed)
    // Not even an upload's answer, which no part of the app stands before, is taken for what it is not.
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'no-referrer')
    share(request, response, visit)
  })
  server.on('clientError', (/** @type {NodeJS.ErrnoException} */ error, socket) => {
    if (!socket.writable || answering.has(socket)) return socket.destroy()
    const { status, detail } = UNREADABLE.get(error.code ?? '') ?? {
      status: 400,
      detail: 'This is no request.',
    }
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8`
    socket.end(`${head}\r\n\r\n${detail}\n`)
    // What is still on its way is read and forgotten: a connection that is closed over it takes the answer along.
    socket.resume()
    setTimeout(() => socket.destroy(), LINGER_MS).unref()
  })
  return server
}

/** The target of a request as routes have it. @param {string} base @param {string} target */
function below(base, target) {
  const rest = target.slice(base.length)
  return base !== '' && target.startsWith(base) && /^(?:[/?]|$)/.test(rest)
    ? rest.replace(/^(?!\/)/, '/')
    : target
}

/** The form of the sign-in page holds a token. */
const MOST_FORM_BYTES = 8192

/** @param {import('node:http').IncomingMessage} request @throws Error for one that is longer than any form */
async function formOf(request) {
  const chunks = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MOST_FORM_BYTES) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
