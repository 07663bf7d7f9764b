import fc from 'fast-check'
import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import { chainIds } from '../../oci/chain'
import type { BlobDigest, ConfigDigest, DiffId } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'

/** A layer of a made-up image: the same name is the same content and the same blob. */
export interface MadeLayer {
  readonly name: string
  readonly unpacked?: number | undefined
  readonly transfer?: number | undefined
}

/** Digest that is always the same for one name. */
export function digestOf<D>(name: string): D {
  const hex = [...name].map((char) => char.charCodeAt(0).toString(16)).join('')
  return `sha256:${hex.padEnd(64, '0').slice(0, 64)}` as D
}

/** Facts of a made-up image, for tests of pure code. */
export function madeImage(reference: string, layers: readonly MadeLayer[]): ImageFacts {
  const diffIds = layers.map(({ name }) => digestOf<DiffId>(name))
  const chain = chainIds(diffIds)
  return {
    reference,
    origins: [
      { kind: 'daemon', name: 'made up', at: '2026-01-01T00:00:00Z' },
      { kind: 'registry', name: 'made up', at: '2026-01-01T00:00:00Z' },
    ],
    configDigest: digestOf<ConfigDigest>(`config ${reference}`.slice(-32)),
    repoDigests: [],
    layers: layers.map(({ name, unpacked, transfer }, index) => ({
      diffId: diffIds[index]!,
      chainId: chain[index]!,
      blob:
        transfer === undefined
          ? undefined
          : {
              digest: digestOf<BlobDigest>(`b ${name}`),
              mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
              transferBytes: transfer as TransferBytes,
            },
      unpacked:
        unpacked === undefined
          ? undefined
          : {
              bytes: unpacked as UnpackedBytes,
              exactness: 'measured' as const,
              ruler: 'file content' as const,
            },
    })),
    history: layers.map(({ name }, layer) => ({ createdBy: name, layer })),
    stepsFrom: 'config',
  }
}

/** Unpacked figures as several hosts may report them: inferred, counted another way, other bytes, or none. */
const FIGURES = ['plain', 'estimated', 'blocks', 'other bytes', 'none'] as const

type Figure = (typeof FIGURES)[number]

/** Images whose unpacked figures several hosts report. @param figures  what may be reported of a layer */
export const withFigures = (
  images: fc.Arbitrary<readonly ImageFacts[]>,
  figures: readonly Figure[] = FIGURES,
): fc.Arbitrary<readonly ImageFacts[]> =>
  fc
    .tuple(images, fc.array(fc.array(fc.constantFrom(...figures), { minLength: 6 }), { minLength: 8 }))
    .map(([all, reported]) => all.map((image, at) => (reported[at] ?? []).reduce(withFigure, image)))

function withFigure(image: ImageFacts, figure: Figure, index: number): ImageFacts {
  const layer = image.layers[index]
  if (!layer?.unpacked || figure === 'plain') return image
  const { unpacked } = layer
  const changed = {
    none: undefined,
    estimated: { ...unpacked, exactness: 'estimated' as const },
    blocks: { ...unpacked, ruler: 'disk blocks' as const },
    'other bytes': { ...unpacked, bytes: (unpacked.bytes + 1) as UnpackedBytes },
  }[figure]
  return { ...image, layers: image.layers.with(index, { ...layer, unpacked: changed }) }
}
