import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import { chainIds } from '../../oci/chain'
import type { BlobDigest, ConfigDigest, DiffId, Digest } from '../../oci/digest'
import type { HistoryStep, ImageFacts, LayerFacts, UnpackedFigure } from '../../oci/facts'
import { formatReference, type Repository } from '../../oci/reference'
import { PLAN_HOST } from './plan'

/** Name of the origin of every image that was never built: a page writes "planned" for it. */
export const PLAN_ORIGIN = 'plan'

/** A layer that was never built. */
export interface MadeLayer {
  /** Says what is in it: equal texts are equal content, and so equal digests. */
  readonly content: string
  readonly unpackedBytes?: number | undefined
  readonly exactness?: UnpackedFigure['exactness'] | undefined
  readonly ruler?: UnpackedFigure['ruler'] | undefined
  readonly transferBytes?: number | undefined
}

/** A layer's facts without its place in a chain. */
export type LooseLayer = Omit<LayerFacts, 'chainId'>

/** A digest of the right form that is always the same for one description. */
export function madeDigest<D extends Digest>(description: string): D {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(`strata plan\n${description}`)))}` as Digest as D
}

/** Facts of a made-up layer; what is not known of it stays absent. */
export function madeLayer(layer: MadeLayer): LooseLayer {
  const { content, unpackedBytes, transferBytes } = layer
  return {
    diffId: madeDigest<DiffId>(`layer\n${content}`),
    blob:
      transferBytes === undefined
        ? undefined
        : {
            digest: madeDigest<BlobDigest>(`blob\n${content}\n${transferBytes}`),
            mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
            transferBytes: transferBytes as TransferBytes,
          },
    unpacked:
      unpackedBytes === undefined
        ? undefined
        : {
            bytes: unpackedBytes as UnpackedBytes,
            exactness: layer.exactness ?? 'measured',
            ruler: layer.ruler ?? 'file content',
          },
  }
}

/** Lays a layer upon another: its chainID follows from the one below. */
export function placeLayer(below: LayerFacts | undefined, layer: LooseLayer): LayerFacts {
  // A chainID stands for all below it: chain(n) takes chain(n-1) as if it were the first diffID.
  const chain = chainIds(below ? [below.chainId as string as DiffId, layer.diffId] : [layer.diffId])
  return { ...layer, chainId: chain.at(-1)! }
}

/** Lays layers over one another, base first. */
export function placeLayers(layers: readonly LooseLayer[]): readonly LayerFacts[] {
  const placed: LayerFacts[] = []
  for (const layer of layers) placed.push(placeLayer(placed.at(-1), layer))
  return placed
}

/** Facts of an image that was never built. */
export function imageOfPlan(
  repository: Repository,
  tag: string,
  layers: readonly LayerFacts[],
  history: readonly HistoryStep[],
  at = '',
): ImageFacts {
  const reference = formatReference({ ...repository, tag })
  return {
    reference,
    // Not a source of its own: whoever joins facts treats it as a document that was read.
    origins: [{ kind: 'snapshot', name: PLAN_ORIGIN, at }],
    configDigest: madeDigest<ConfigDigest>(`config\n${reference}\n${layers.at(-1)?.chainId ?? 'empty'}`),
    repoDigests: [],
    layers,
    history,
    stepsFrom: 'config',
  }
}

/** A repository for a plan's name, whatever letters that has; different names get different repositories. */
export function repositoryOfPlan(name: string, fallback: string): Repository {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const plain = slug !== '' && slug.length <= 100 && slug === name.toLowerCase().replaceAll(' ', '-')
  const repository = plain ? slug : `${fallback}-${madeDigest(name).slice('sha256:'.length).slice(0, 8)}`
  return { host: PLAN_HOST, repository }
}
