import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import { chainIds } from '../../oci/chain'
import type { BlobDigest, ConfigDigest, DiffId } from '../../oci/digest'
import { type HistoryStep, type ImageFacts, type LayerFacts, RULERS, STORES } from '../../oci/facts'
import type { SnapshotProblem } from '../../oci/failure'
import { SourceError } from '../source'
import type { Snapshot, SnapshotPart } from './snapshot'

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** What a seed stands for is always the same content, so that no two facts contradict each other. */
function layersOf(seeds: readonly number[]): readonly LayerFacts[] {
  const chain = chainIds(seeds.map((seed) => digestOf(`layer ${seed}`) as DiffId))
  return seeds.map((seed, index) => ({
    diffId: digestOf(`layer ${seed}`) as DiffId,
    chainId: chain[index]!,
    blob:
      seed % 3 === 0
        ? undefined
        : {
            digest: digestOf(`blob ${seed}`) as BlobDigest,
            mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
            transferBytes: (seed * 31) as TransferBytes,
          },
    unpacked:
      seed % 4 === 0
        ? undefined
        : {
            bytes: (seed * 97) as UnpackedBytes,
            exactness: seed % 2 === 0 ? 'measured' : 'estimated',
            ruler: RULERS[seed % RULERS.length]!,
          },
  }))
}

const maybe = <T>(made: fc.Arbitrary<T>) => fc.option(made, { nil: undefined })
/** Anything that a person or a hostile file may have written, of bearable length. */
const text = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 40 })
const time = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

const image = (reference: string): fc.Arbitrary<ImageFacts> =>
  fc
    .record({
      seeds: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
      name: text,
      at: time,
      created: maybe(time),
      store: maybe(fc.constantFrom('classic' as const, 'containerd' as const)),
      texts: fc.array(text, { maxLength: 5 }),
      repoDigests: fc.array(text, { maxLength: 2 }),
      historyLayers: maybe(fc.nat(9)),
      unmeasured: maybe(fc.constantFrom('history-refused' as const, 'zero-history' as const)),
    })
    .map(({ seeds, name, at, created, store, texts, repoDigests, ...odd }) => {
      const layers = layersOf(seeds)
      const history = texts.map(
        (createdBy, index): HistoryStep => ({
          createdBy,
          layer: index < layers.length ? index : null,
          comment: index % 2 === 0 ? createdBy : undefined,
        }),
      )
      return {
        reference,
        origins: [{ kind: 'registry' as const, name, at }],
        configDigest: digestOf(seeds.join()) as ConfigDigest,
        repoDigests,
        platform: { os: 'linux', architecture: 'amd64' },
        created,
        store,
        layers,
        history,
        stepsFrom: 'config' as const,
        ...odd,
      }
    })

const part = (host: string): fc.Arbitrary<SnapshotPart> =>
  fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), { maxLength: 4 }).chain((names) =>
    fc.record({
      title: text,
      createdAt: time,
      notes: text,
      engine: maybe(fc.record({ version: text, store: fc.constantFrom(...STORES) })),
      images: fc.tuple(...names.map((name) => image(`${host}/app:${name}`))),
      unread: fc.constant([
        { reference: `${host}/gone:1`, failure: { code: 'timeout' as const, at: host, seconds: 10 } },
      ]),
      moved: fc.constant(
        names.slice(0, 1).map((name) => ({ reference: `${host}/app:${name}`, daemon: 'a', registry: 'b' })),
      ),
      ends: maybe(
        fc.constant([
          {
            reference: `${host}/base:1`,
            chainId: layersOf([1, 2])[1]!.chainId,
            layers: layersOf([1, 2]),
            transferred: true,
          },
          { imageId: 'sha256:a', chainId: layersOf([1])[0]!.chainId, layers: layersOf([1]) },
        ]),
      ),
      beyond: maybe(fc.constant({ code: 'build-cache' as const, count: 3 })),
    }),
  )

/** Everything that a snapshot can hold, but files. */
export const madeSnapshot: fc.Arbitrary<Omit<Snapshot, 'format' | 'version' | 'files'>> = fc
  .tuple(
    part('localhost:5000'),
    fc.record({
      readFrom: fc.array(fc.record({ kind: fc.constant('registry' as const), name: text }), { maxLength: 2 }),
      view: maybe(fc.record({ path: text, search: text })),
      strategies: fc.array(
        fc.record({
          reference: fc.constant('localhost:5000/app'),
          name: maybe(text),
          colour: maybe(fc.nat(5)),
        }),
        { maxLength: 3 },
      ),
      beside: fc.array(
        part('before.example').map((one) => ({ ...one, name: 'before' })),
        { maxLength: 1 },
      ),
    }),
  )
  .map(([own, rest]) => ({ ...own, ...rest }))

/** The problem that a reading came to; fails when it came to none. */
export function problemIn(read: () => unknown): SnapshotProblem {
  try {
    read()
  } catch (error) {
    if (error instanceof SourceError && error.failure.code === 'bad-snapshot') return error.failure.problem
    throw error
  }
  throw new Error('expected to be refused')
}
