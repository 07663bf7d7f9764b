import { connect } from 'node:net'
import type { Answered, Attack, Stage } from './attack'

/** Sends bytes as they are: what `fetch` would never send. */
async function raw({ app }: Stage, line: string, ...headers: readonly string[]): Promise<Answered> {
  const { hostname, port, host } = new URL(app.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const named = headers.some((header) => /^host:/i.test(header)) ? [] : [`host: ${host}`]
  socket.write([`${line} HTTP/1.1`, ...named, 'connection: close', ...headers, '', ''].join('\r\n'))
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk
  })
  // A connection that is reset after its answer has been answered.
  await new Promise((resolve) => socket.once('close', resolve))
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]), text: answer }
}

const sent = (title: string, line: string, status: number, says: RegExp, ...headers: readonly string[]) =>
  ({ title, ask: (stage) => raw(stage, line, ...headers), status, says }) satisfies Attack

/** Names under which a page could have a browser reach this machine. */
const NAMES = [
  ...[
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:80',
    '127.0.0.1.',
    '',
  ],
  ...['0.0.0.0', '[::]', '169.254.169.254', '10.0.0.1', '127.0.0.1@evil.example', 'evil.example#127.0.0.1'],
  ...['localhost%00.evil.example', 'localhost\\.evil.example', '127.0.0.1, evil.example', '2130706433'],
  ...['xn--localhost-.example', '0x7f.evil.example'],
]

/** What is sent to the door itself. */
export const DOOR: readonly Attack[] = [
  sent('60,000 parameters', `GET /?${'s=a&'.repeat(60_000)}`, 414, /too long and was not read/),
  sent('16,000 parameters to no page', `GET /x?${'s=a&'.repeat(16_000)}`, 414, /16001 parameters/),
  sent('a path of 60,000 parts', `GET /${'a/'.repeat(60_000)}`, 414, /no path of this length|characters/),
  sent('a header of 400 kB', 'GET /', 431, /400001|characters/, `x-a: ${'a'.repeat(400_000)}`),
  sent('a header of 1 MB', 'GET /', 431, /was not read/, `x-a: ${'a'.repeat(1_000_000)}`),
  sent('TRACE', 'TRACE /', 405, /problem\+json/),
  sent('the address of another server', 'GET http://169.254.169.254/', 400, /path/),
  sent('a malformed length', 'POST /api/archives', 400, /no request/, 'content-length: 1x'),
  sent('two lengths', 'POST /api/archives', 400, /no request/, 'content-length: 1', 'content-length: 2'),
  sent(
    'a length and chunks',
    'POST /api/archives',
    400,
    /no request/,
    'content-length: 4',
    'transfer-encoding: chunked',
  ),
  sent('a post across sites', 'POST /api/snapshots', 403, /other sites/, 'origin: http://evil.example'),
  sent(
    'an image of another site',
    'GET /',
    403,
    /other sites/,
    'sec-fetch-site: cross-site',
    'sec-fetch-mode: no-cors',
    'sec-fetch-dest: image',
  ),
  sent(
    'a frame of another site',
    'GET /',
    403,
    /other sites/,
    'sec-fetch-site: cross-site',
    'sec-fetch-mode: navigate',
    'sec-fetch-dest: iframe',
  ),
  sent('a path out of the folder', 'GET /..%2f..%2fetc%2fpasswd', 404, /^(?!.*root:x)/s),
  sent('a redirect to elsewhere', 'GET //evil.example/..', 308, /^(?!.*location: \/?\/?evil)/is),
  ...NAMES.map((name) =>
    sent(
      `the name ${JSON.stringify(name)}`,
      'GET /api/sources',
      name === '' ? 421 : 421,
      /Strata|request/,
      `host: ${name}`,
    ),
  ),
]
