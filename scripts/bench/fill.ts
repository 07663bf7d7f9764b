import pLimit from 'p-limit'
import { chainedSeries, distinctLayers, layerContent, sha256 } from './fixture'

const CONCURRENCY = 8
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'

/** Puts a chained series into the repository `bench/app` of a registry. */
export async function fill(origin: string, tags: number, layers: number): Promise<void> {
  const limit = pLimit(CONCURRENCY)
  const upload = async (content: string) => {
    const start = await fetch(`${origin}/v2/bench/app/blobs/uploads/`, { method: 'POST' })
    const location = new URL(start.headers.get('location') ?? '', origin)
    location.searchParams.set('digest', sha256(content))
    await fetch(location, {
      method: 'PUT',
      body: content,
      headers: { 'content-type': 'application/octet-stream' },
    })
  }
  const contents = Array.from({ length: distinctLayers(tags, layers) }, (_, index) => layerContent(index))
  await Promise.all(contents.map((content) => limit(() => upload(content))))
  await Promise.all(
    chainedSeries(tags, layers).map(({ tag, manifest, config }) =>
      limit(async () => {
        await upload(config)
        const url = `${origin}/v2/bench/app/manifests/${tag}`
        const answer = await fetch(url, {
          method: 'PUT',
          body: manifest,
          headers: { 'content-type': MANIFEST },
        })
        if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
      }),
    ),
  )
}
