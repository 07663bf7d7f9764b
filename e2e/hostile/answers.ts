import type { ServerResponse } from 'node:http'
import { flood } from '../../lib/sources/flood.testing'
import { sha256 } from '../../lib/sources/registry/fake-registry.testing'
import { INDEX, MANIFEST } from '../engines/push'
import type { Attack, Serve } from './attack'
import { document, type Image, image } from './images'

const TAGS = '/api/tags?repository={ref}'
const COMPARE = '/api/compare?s={ref}'

const served = (title: string, serve: () => Serve | Image, says: RegExp, ask = COMPARE): Attack => ({
  ...{ title, serve, ask, says },
  status: 200,
})
/** The list of one tag, and this for its manifest. */
const manifestBy = (answer: (response: ServerResponse) => void) => (): Serve => (rest, _, response) => {
  if (rest === 'tags/list') response.end('{"name":"x","tags":["1"]}')
  else answer(response)
}
const allBy = (answer: (response: ServerResponse) => void) => (): Serve => (_, __, to) => answer(to)
const redirect = (to: string) =>
  manifestBy((response) => void response.writeHead(307, { location: to }).end())

/** Sends a sign now and then. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 300)
  response.once('close', () => clearInterval(timer))
}

/** Where no stranger may send this server. */
const PLACES = [
  ...['http://169.254.169.254/latest/meta-data', 'http://0.0.0.0/', 'http://[::ffff:169.254.169.254]/'],
  ...['http://[fe80::1]/', 'http://2852039166/', 'https://10.0.0.1/', 'http://example.com/'],
  ...['ftp://127.0.0.1/', 'file:///etc/passwd', 'gopher://127.0.0.1/'],
]

function sized(size: number): Image {
  const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: sha256('layer'), size }
  return image({ manifest: { layers: [layer] } })
}

/** Asks for a comparison of a tag at so many registries that are not there, one after the other. */
const nowhere = (count: number): Attack => ({
  title: `${count} registries that are not there`,
  async ask({ app }) {
    const places = Array.from({ length: count }, (_, at) => `127.1.${at >> 8}.${at & 255}:9`)
    let last = { status: 0, text: '' }
    for (let at = 0; at < places.length; at += 10) {
      const answers = places.slice(at, at + 10).map((place) =>
        fetch(`${app.url}/api/compare?s=${place}/a&${at}`).then(async (answer) => ({
          status: answer.status,
          text: await answer.text(),
        })),
      )
      last = (await Promise.all(answers)).at(-1) ?? last
    }
    return last
  },
  status: 200,
  says: /"unreachable"/,
})

/** What is served in place of an answer. */
export const ANSWERS: readonly Attack[] = [
  served(
    'a manifest without end',
    manifestBy((to) => void flood(to)),
    /"too-large"/,
  ),
  served(
    'a list without end',
    allBy((to) => void flood(to)),
    /"too-large"/,
    TAGS,
  ),
  served(
    'a manifest of 1 GB',
    manifestBy((to) => {
      to.writeHead(200, { 'content-type': MANIFEST, 'content-length': 2 ** 30 }).write('{')
    }),
    /"too-large"/,
  ),
  served('a byte now and then', manifestBy(drip), /"timeout"|"too-slow"/),
  served(
    'silence',
    manifestBy(() => undefined),
    /"timeout"/,
  ),
  served(
    'half a manifest',
    manifestBy((to) => {
      to.writeHead(200, { 'content-length': 100 }).write('{"a"', () => to.destroy())
    }),
    /"interrupted"/,
  ),
  served(
    'a reset',
    manifestBy((to) => void to.socket?.resetAndDestroy()),
    /"interrupted"|"unreachable"/,
  ),
  served(
    '103 without end',
    manifestBy((to) => {
      const early = setInterval(() => !to.destroyed && to.writeEarlyHints({ link: '</x>; rel=preload' }), 1)
      to.once('close', () => clearInterval(early))
    }),
    /"timeout"|"interrupted"/,
  ),
  served(
    'headers of 1 MB',
    manifestBy((to) => void to.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(2 ** 20)}\r\n\r\n`)),
    /"malformed"/,
  ),
  served('lists a million deep', () => document('['.repeat(1_000_000)), /"malformed"/),
  served('objects 700,000 deep', () => document('{"a":'.repeat(700_000)), /"malformed"/),
  served(
    'a digest that is another’s',
    manifestBy((to) => {
      to.writeHead(200, { 'content-type': MANIFEST, 'docker-content-digest': sha256('other') }).end('{}')
    }),
    /"digest-mismatch"/,
  ),
  served(
    'an index that names itself',
    manifestBy((to) => {
      const platform = { os: 'linux', architecture: 'amd64' }
      const entry = { mediaType: INDEX, digest: sha256('self'), size: 10, platform }
      to.writeHead(200, { 'content-type': INDEX, 'docker-content-digest': sha256('self') })
      to.end(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [entry] }))
    }),
    /"digest-mismatch"/,
  ),
  ...[-1, 2 ** 63, 1e308, 1.5].map((size) =>
    served(`a layer of ${size} bytes`, () => sized(size), /"malformed"/),
  ),
  served(
    '__proto__ as a key',
    () => document('{"__proto__":{"polluted":1},"schemaVersion":2}'),
    /^(?!.*polluted).*"malformed"/s,
  ),
  served('a redirect to itself', redirect(''), /"redirect-loop"/),
  ...PLACES.map((place) => served(`a redirect to ${place}`, redirect(place), /"not-followed"/)),
  served(
    'a token server at a cloud’s own address',
    allBy((to) => {
      to.writeHead(401, {
        'www-authenticate': 'Bearer realm="http://169.254.169.254/token",service="x"',
      }).end()
    }),
    /"not-followed"/,
    TAGS,
  ),
  served(
    'Retry-After of days',
    allBy((to) => void to.writeHead(429, { 'retry-after': '864000' }).end()),
    /"rate-limited"/,
    TAGS,
  ),
  served(
    'Link to another host',
    allBy((to) => {
      to.writeHead(200, { link: '<http://evil.example/v2/x/tags/list>; rel="next"' })
      to.end('{"name":"x","tags":["1"]}')
    }),
    /^(?!.*evil).*"1"/s,
    TAGS,
  ),
  served(
    'Link without end',
    () => {
      let page = 0
      return (_, __, to) => {
        to.writeHead(200, { link: `<?last=${++page}>; rel="next"` }).end(`{"name":"x","tags":["t${page}"]}`)
      }
    },
    /"code":"source"/,
    TAGS,
  ),
  nowhere(300),
]
