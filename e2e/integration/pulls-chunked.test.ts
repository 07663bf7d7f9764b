import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostThatPulled } from '@/lib/analysis/pull/host'
import { planPull } from '@/lib/analysis/pull/plan'
import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import type { ImageFacts } from '@/lib/oci/facts'
import { parseReference } from '@/lib/oci/reference'
import { registrySource } from '@/lib/sources/registry'
import { blobBytes } from '../engines/access-log'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { type Podman, startPodman } from '../engines/podman'
import { chance } from '../engines/pull-images'
import { pushImage } from '../engines/push'
import { type Registry, startRegistry } from '../engines/registry'
import { noise } from '../engines/strategies'
import { sum } from './oracle'

const RULE = 'zstd-chunked'
const BIG_BYTES = 2_000_000
const SMALL_BYTES = 2_000
const SEED = 'chunked'
const never = new AbortController().signal

/** Files of a layer by their names; `gzip` layers are pushed as Docker does it. */
type Layer = readonly { readonly name: string; readonly content: Buffer }[]

const big = (at: number, content: string) => ({ name: `big${at}`, content: noise(BIG_BYTES, content) })
const smalls = (content: (at: number) => string): Layer =>
  Array.from({ length: 200 }, (_, at) => ({ name: `s${at}`, content: noise(SMALL_BYTES, content(at)) }))
const SMALLS = smalls((at) => `small ${at}`)

/** 64 KiB within a file are others. */
function changedWithin({ name, content }: Layer[number]): Layer[number] {
  const changed = Buffer.from(content)
  noise(65_536, `within ${name}`).copy(changed, 700_000)
  return { name, content: changed }
}

const [A, B, C] = [big(0, 'a'), big(1, 'b'), big(2, 'c')] as const

/** Pulled one after the other into one host. */
const CASES: readonly { readonly title: string; readonly layers: readonly Layer[]; readonly gzip?: true }[] =
  [
    { title: 'the first pull', layers: [[A, B, C, ...SMALLS]] },
    { title: 'one file of three', layers: [[A, big(1, 'd'), C, ...SMALLS]] },
    { title: '64 KiB within a file', layers: [[changedWithin(A), big(1, 'd'), C, ...SMALLS]] },
    { title: 'all three', layers: [[big(0, 'x'), big(1, 'y'), big(2, 'z'), ...SMALLS]] },
    {
      title: 'every second small file',
      layers: [[A, B, C, ...smalls((at) => (at % 2 ? `new ${at}` : `small ${at}`))]],
    },
    {
      title: 'files of several layers in one, and under other names',
      layers: [[{ ...A, name: 'moved' }, big(5, 'z'), big(6, 'new')], SMALLS.slice(0, 100)],
    },
    { title: 'a layer without a table', layers: [[big(0, 'plain')]], gzip: true },
    {
      title: 'a file that only a layer without a table has',
      layers: [[big(0, 'plain'), { ...A, name: 'a' }]],
    },
    {
      title: 'a layer that is there, below a new one',
      layers: [
        [A, B, C, ...SMALLS],
        [big(3, 'top'), C],
      ],
    },
    ...chanceCases(12),
  ]

/** Images of one to three layers of some of twelve files. */
function chanceCases(count: number): typeof CASES {
  const next = chance(SEED)
  return Array.from({ length: count }, (_, image) => ({
    title: `by chance, seed ${SEED}: ${image}`,
    layers: Array.from({ length: 1 + next(3) }, () =>
      Array.from({ length: 1 + next(6) }, (_, at) => ({
        name: `f${at}`,
        content: noise(60_000, `chance file ${next(12)}`),
      })),
    ),
  }))
}

describe(`a pull in part into containers-storage${hasNewer ? '' : `, ${NO_NEWER}`}`, () => {
  let [builder, puller, registry] = [] as unknown as [Podman, Podman, Registry]
  const pulled: ImageFacts[] = []

  beforeAll(async () => {
    if (!hasNewer) return
    ;[builder, puller, registry] = await Promise.all([
      startPodman({ name: 'builder' }),
      startPodman({ name: 'puller', partial: true }),
      startRegistry({ inMemory: true }),
    ])
    for (const [index, one] of CASES.entries()) await push(index, one)
  })
  afterAll(async () => {
    if (!hasNewer) return
    await Promise.all([builder?.stop(), puller?.stop(), registry?.stop()])
  })

  it.skipIf(!hasNewer).for(CASES.map((one, index) => [one.title, index] as const))(
    'is of the files that the host lacks: %s',
    async ([, index], context) => {
      if (!registry.requests) return context.skip('the given registry keeps its log to itself')
      const reference = `${registry.prefix}/chunked:${index}`
      const image = await withFiles(reference)
      const since = await registry.mark()
      await puller.pull(reference)
      const sent = blobBytes(await registry.requests(since))
      sent.delete(image.configDigest ?? '')
      const seen = sum([...sent.values()])
      const { fetched, guess } = planPull(image, hostThatPulled(pulled, RULE), RULE)
      const predicted = sum(fetched.map(({ blob }) => blob?.transferBytes ?? Number.NaN))
      pulled.push(image)
      expect(Math.abs(predicted - seen), `${predicted} for ${seen}`).toBeLessThanOrEqual(seen * 0.02)
      expect(guess?.code).toBe(fetched.some(({ blob }) => blob?.chunked) ? 'in-part' : undefined)
    },
  )

  /** The builder packs what came to it plain: it writes the tables of contents. */
  async function push(index: number, { layers, gzip }: (typeof CASES)[number]): Promise<void> {
    const tars = layers.map((files, at) =>
      makeTar([
        { name: `layer${at}/`, type: 'directory', mode: 0o755 },
        ...files.map(({ name, content }) => ({ name: `layer${at}/${name}`, content })),
      ]),
    )
    const plain = await pushImage(registry, 'plain', `${index}`, {
      layers: tars.map((tar) => ({ tar, compression: 'none' })),
    })
    const reference = `${registry.prefix}/chunked:${index}`
    await builder.pull(plain.reference)
    await builder.tag(plain.reference, reference)
    await builder.pushAs(reference, gzip ? 'gzip' : 'zstd:chunked')
  }

  async function withFiles(text: string): Promise<ImageFacts> {
    const source = registrySource({ host: registry.host })
    const reference = parseReference(text)!
    const image = await source.image({ reference }, never)
    const layers = image.layers.map(async (layer) => {
      const files = layer.blob && (await source.contents?.(reference, layer.blob, never))
      return layer.blob ? { ...layer, blob: { ...layer.blob, files } } : layer
    })
    return { ...image, layers: await Promise.all(layers) }
  }
})
