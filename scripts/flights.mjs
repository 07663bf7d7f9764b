// @ts-check
import { request as ask, createServer } from 'node:http'
import { duplexPair } from 'node:stream'
import { isApi, pathOf } from '../lib/server/door/visit.mjs'
import { changed, changes, leaving } from '../lib/server/in-process.mjs'

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('../lib/server/door/visit.mjs').Visit} Visit
 */

/** Of an answer under way this much is kept for those who come later; a longer one is for those who are there. */
const MOST_KEPT_BYTES = 8 << 20

/** What has no end, or is a large file that its one asker saves. */
const ALONE = /^\/(?:_next\/|api\/(?:events|scan|archives|snapshots?)(?:\/|$))/

/** Says nothing of what is asked for, or is judged by the door, which has let in each one who shares an answer. */
const UNREAD =
  /^(?:authorization|cache-control|connection|dnt|keep-alive|pragma|priority|referer|sec-ch-.*|sec-fetch-user|sec-gpc|upgrade-insecure-requests)$/
/** The API's answers are the same for each program. */
const UNREAD_BY_API = /^user-agent$/
const SESSION = /(?:^|; *)strata-\d+=[^;]*/g

/** Of one connection alone (RFC 9110, 7.6.1). */
const OF_CONNECTION =
  /^(?:connection|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade|expect)$/

/**
 * Hands on requests so that those who ask the same at the same time share one answer, computed, written and compressed
 * once: the first one asks, and who comes before its end is given what has come and what comes, byte for byte. The
 * work is of none of them, so that each may leave; it is given up with the last.
 *
 * What has changed meanwhile (`changed`) is asked for again. Nothing in an answer is one viewer's alone: cookies are
 * set by the door only; and a nonce in a page that several have protects each, since no one can add to a page that is
 * written already.
 *
 * @param {import('node:http').RequestListener} handle
 * @param {number} maxHeaderSize  bytes of all headers of a request
 * @returns {(request: Request, response: Response, visit: Visit) => void}  for requests that were let in
 */
export function sharing(handle, maxHeaderSize) {
  /** @type {Map<string, Flight>} */
  const flights = new Map()
  // It listens nowhere: its connections lead from here to here.
  const inner = createServer({ maxHeaderSize }, (request, response) => {
    const left = new AbortController()
    response.once('close', () => response.writableFinished || left.abort())
    leaving.run(left.signal, () => handle(request, response))
  })
  return (request, response, visit) => {
    if (!isShared(visit)) {
      if (request.method !== 'GET' && request.method !== 'HEAD') response.once('finish', changed)
      return handle(request, response)
    }
    const key = keyOf(visit)
    const known = flights.get(key)
    if (known) return known.join(response)
    const flight = new Flight(() => flights.get(key) === flight && flights.delete(key))
    flights.set(key, flight)
    flight.join(response)
    flight.start(inner, request, maxHeaderSize)
  }
}

/** @param {Visit} visit */
function isShared(visit) {
  const path = pathOf(visit)
  const { method, headers } = visit
  if (method !== 'GET' || 'content-length' in headers || 'transfer-encoding' in headers) return false
  // Files that lie beside the app have an ending.
  return !ALONE.test(path) && (isApi(visit) || !path.includes('.'))
}

/** @param {Visit} visit */
function keyOf(visit) {
  const read = Object.entries(visit.headers).flatMap(([name, value]) => {
    if (UNREAD.test(name) || (isApi(visit) && UNREAD_BY_API.test(name))) return []
    const said = name === 'cookie' ? String(value).replace(SESSION, '') : value
    return said ? [[name, said]] : []
  })
  return JSON.stringify([
    changes(),
    visit.target,
    ...read.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ])
}

/** One answer under way. */
class Flight {
  /** @type {Set<Response>} */
  #viewers = new Set()
  /** @type {Buffer[]} */
  #chunks = []
  #bytes = 0
  /** @type {Request | undefined} */
  #answer
  /** @type {import('node:http').ClientRequest | undefined} */
  #asked
  #close

  /** @param {() => unknown} close  no one else may join */
  constructor(close) {
    this.#close = close
  }

  /** @param {Response} viewer */
  join(viewer) {
    this.#viewers.add(viewer)
    if (this.#answer) begin(viewer, this.#answer)
    for (const chunk of this.#chunks) viewer.write(chunk)
    viewer.once('close', () => {
      this.#viewers.delete(viewer)
      if (this.#viewers.size > 0) return
      this.#close()
      this.#asked?.destroy()
    })
  }

  /** @param {import('node:http').Server} inner @param {Request} request @param {number} maxHeaderSize */
  start(inner, { url, headers }, maxHeaderSize) {
    const [near, far] = duplexPair()
    // Neither end of a pair hears that the other was destroyed.
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
    inner.emit('connection', far)
    const own = Object.entries(headers).filter(([name]) => !OF_CONNECTION.test(name))
    const fail = () => {
      this.#close()
      for (const viewer of this.#viewers) viewer.destroy()
    }
    this.#asked = ask({
      createConnection: () => /** @type {import('node:net').Socket} */ (near),
      path: url,
      headers: Object.fromEntries(own),
      maxHeaderSize,
      setHost: false,
    })
    this.#asked.once('error', fail)
    this.#asked.once('response', (answer) => {
      this.#answer = answer
      for (const viewer of this.#viewers) begin(viewer, answer)
      answer.on('data', (chunk) => this.#hear(chunk))
      answer.once('error', fail)
      answer.once('end', () => {
        this.#close()
        for (const viewer of this.#viewers) viewer.end()
      })
    })
    this.#asked.end()
  }

  /** @param {Buffer} chunk */
  #hear(chunk) {
    this.#bytes += chunk.length
    if (this.#bytes <= MOST_KEPT_BYTES) this.#chunks.push(chunk)
    else {
      this.#close()
      this.#chunks = []
    }
    for (const viewer of this.#viewers) viewer.write(chunk)
  }
}

/** @param {Response} viewer @param {Request} answer */
function begin(viewer, { statusCode = 500, statusMessage, rawHeaders }) {
  const own = rawHeaders.filter(
    (_, index) => !OF_CONNECTION.test((rawHeaders[index & ~1] ?? '').toLowerCase()),
  )
  viewer.writeHead(statusCode, statusMessage, own)
}
