import { makeTar, type TarInput } from '../../lib/layerfs/tar-writer.testing'
import { sha256 } from '../../lib/sources/registry/fake-registry.testing'
import { MANIFEST } from '../engines/push'
import type { Answered, Attack, Serve, Stage } from './attack'

const OCI = 'application/vnd.oci.image'
const COMPARE = '/api/compare?s={ref}'
const DOWNLOADS = '/api/downloads-packed?s={ref}'
/** A digest that nothing is behind: no layer is fetched. @param text  hex digits apart, such as `12 7` */
const digestOf = (text: string) => `sha256:${text.replace(' ', 'f').padStart(64, 'a')}`

/** A repository of so many tags, of each of which the config and the manifest are made when they are asked for. */
function made(tags: number, of: (tag: number) => { layers: readonly string[]; history: readonly object[] }) {
  const names = Array.from({ length: tags }, (_, tag) => `1.${tag}`)
  const configs = new Map<string, number>()
  const configOf = (tag: number) => {
    const { layers, history } = of(tag)
    return JSON.stringify({
      ...{ os: 'linux', architecture: 'amd64', created: '2026-01-01T00:00:00Z', history },
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => digestOf(layer)) },
    })
  }
  return (): Serve => (rest, request, response) => {
    const end = (body: string, type = 'application/json') =>
      response.writeHead(200, { 'content-type': type }).end(request.method === 'HEAD' ? undefined : body)
    if (rest === 'tags/list') return void end(JSON.stringify({ tags: names }))
    const [, kind, name = ''] = /^(manifests|blobs)\/(.+)$/.exec(rest) ?? []
    if (kind === 'blobs') return void end(configOf(configs.get(name) ?? 0))
    const tag = Number(name.slice(2))
    if (kind !== 'manifests' || !Number.isInteger(tag)) return void response.writeHead(404).end()
    const config = configOf(tag)
    configs.set(sha256(config), tag)
    const manifest = {
      ...{ schemaVersion: 2, mediaType: MANIFEST },
      config: { mediaType: `${OCI}.config.v1+json`, digest: sha256(config), size: config.length },
      layers: of(tag).layers.map((layer, at) => ({
        mediaType: `${OCI}.layer.v1.tar+gzip`,
        digest: digestOf(`${layer}e`),
        size: 1000 + at,
      })),
    }
    end(JSON.stringify(manifest), MANIFEST)
  }
}

const layersOf = (tag: number, count: number) => Array.from({ length: count }, (_, at) => `${tag} ${at}`)
const stepsOf = (count: number, bytes: number) =>
  Array.from({ length: count }, () => ({ created_by: 'x'.repeat(bytes), empty_layer: true }))

/** So many names, all on one page or in pages as they are asked for. */
function names(count: number, nameOf: (at: number) => string, paged = false): () => Serve {
  return () => {
    const all = Array.from({ length: count }, (_, at) => nameOf(at))
    return (rest, request, response) => {
      if (rest !== 'tags/list') return void response.writeHead(404).end()
      const last = Number(new URL(request.url ?? '', 'http://registry').searchParams.get('last') ?? 0)
      const until = paged ? last + 1000 : count
      const link = until < count ? { link: `<?last=${until}>; rel="next"` } : {}
      response.writeHead(200, link).end(JSON.stringify({ tags: all.slice(last, until) }))
    }
  }
}

const LAYER = makeTar([{ name: 'a', content: Buffer.alloc(100) }])

/** An archive of so many images of one config and one layer, each of so many names. */
function archive(images: number, tags: number, configBytes: number): Buffer {
  const history = [{ created_by: 'x'.repeat(configBytes) }]
  const config = JSON.stringify({ rootfs: { diff_ids: [sha256(LAYER)] }, history })
  const one = (image: number) => ({
    Config: 'c.json',
    RepoTags: Array.from({ length: tags }, (_, tag) => `app:${image}-${tag}`),
    Layers: ['a/layer.tar'],
  })
  const file = (name: string, content: string | Buffer): TarInput => ({ name, content: Buffer.from(content) })
  const manifest = JSON.stringify(Array.from({ length: images }, (_, image) => one(image)))
  return makeTar([file('a/layer.tar', LAYER), file('c.json', config), file('manifest.json', manifest)])
}

const uploaded =
  (images: number, tags: number, configBytes: number) =>
  async ({ app }: Stage): Promise<Answered> => {
    const answer = await fetch(`${app.url}/api/archives?name=hostile`, {
      method: 'POST',
      body: new Uint8Array(archive(images, tags, configBytes)),
    })
    return { status: answer.status, text: await answer.text() }
  }

/** Lists without measure: names, tags, layers, steps, images. */
export const LISTS: readonly Attack[] = [
  {
    title: '40,000 names of one image',
    ask: uploaded(1, 40_000, 100),
    status: 422,
    says: /"names","limit":10000/,
  },
  {
    title: '10,000 images of one config of 4.7 MB',
    ask: uploaded(10_000, 1, 4_700_000),
    status: 422,
    says: /"images","limit":5000/,
  },
  {
    title: '5,000 images of one config of 4.7 MB',
    ask: uploaded(5000, 2, 4_700_000),
    status: 200,
    says: /hostile-/,
  },
  {
    title: '200 tags of 9,000 layers',
    serve: made(200, (tag) => ({ layers: layersOf(tag, 9000), history: [] })),
    ...{ ask: COMPARE, status: 200, says: /"what":"layers","limit":1000/ },
  },
  {
    title: '200 tags of 1,000 layers that no other has',
    serve: made(200, (tag) => ({ layers: layersOf(tag, 1000), history: [] })),
    ...{ ask: DOWNLOADS, status: 200, says: /"left-out"/ },
  },
  {
    title: '200 tags of 2,000 steps',
    serve: made(200, (tag) => ({
      layers: [`${tag}`],
      history: [{ created_by: `${tag}` }, ...stepsOf(1999, 1000)],
    })),
    ...{ ask: COMPARE, status: 200, says: /"left-out"/ },
  },
  {
    title: '40 tags of a config of 8 MB',
    serve: made(40, (tag) => ({
      layers: [`${tag}`],
      history: [{ created_by: `${tag}` }, ...stepsOf(8, 1_000_000)],
    })),
    ...{ ask: COMPARE, status: 200, says: /"left-out"/ },
  },
  {
    title: '500,000 tags on one page',
    serve: names(500_000, (at) => `1.${at}`),
    ...{ ask: COMPARE, status: 200, says: /"what":"tags","limit":50000/ },
  },
  {
    title: '10⁶ tags on one page',
    serve: names(1_000_000, (at) => `1.${at}`),
    ...{ ask: COMPARE, status: 200, says: /"too-large"/ },
  },
  {
    title: '10⁶ tags in pages',
    serve: names(1_000_000, (at) => `1.${at}`, true),
    ...{ ask: '/api/tags?repository={ref}', status: 200, says: /"what":"tags","limit":50000/ },
  },
  {
    title: '50,000 tags of 128 characters',
    serve: names(50_000, (at) => `${1_000_000 + at}${'.1'.repeat(60)}`),
    ...{ ask: COMPARE, status: 200, says: /"what":"tags"/ },
  },
]
