import type { ImageEnd, ImageFacts } from '../../oci/facts'
import type { SeriesFacts } from '../compare/facts'
import type { Evidence, Repeat, RepeatedPath, TagContent, TransferEstimate } from './advice'
import type { OwnPart } from './own'
import { endOf, imageOn, nameOfTags, type Piece, type PieceSizes, pieceOf, proposedSeries } from './proposal'
import type { Basis, Run } from './runs'
import { divideTransfer } from './transfer'

/** The tags of one repository with what they have upon what all share. */
export interface Restacking {
  readonly tags: readonly TagContent[]
  readonly own: readonly OwnPart[]
  readonly sharedLayers: number
  readonly evidence: Evidence
  readonly basis: Basis
}

/** The series that is proposed, and how it came about. */
export interface Proposal {
  readonly proposed: SeriesFacts
  readonly known: readonly ImageEnd[]
  readonly repeats: readonly Repeat[]
  readonly transfer: TransferEstimate
}

/** Puts what each run of tags repeats into a layer below its tags; tags outside of the runs stay as they are. */
export function withCustomBases(series: Restacking, runs: readonly Run[]): Proposal {
  const { tags, sharedLayers } = series
  const name = `${nameOfTags(tags)}-proposed`
  const baseName = `${nameOfTags(tags)}-base`
  const images = new Map<string, ImageFacts>()
  const known: ImageEnd[] = []
  const repeats: Repeat[] = []
  let transfer: TransferEstimate = { by: 'unknown' }
  for (const [index, run] of runs.entries()) {
    const members = tags.slice(run.start, run.end)
    const divided = divide(series, run)
    transfer = divided.transfer
    const base = pieceOf(
      `${baseName} ${members[0]!.tag} to ${members.at(-1)!.tag}`,
      copyOf(run.paths),
      divided.base,
      members[0]!.image,
    )
    for (const [position, { tag, image }] of members.entries()) {
      const rest = run.hasRest[position] ? [restOf(name, tag, divided.rests[position]!, image)] : []
      images.set(tag, imageOn(image, sharedLayers, [base, ...rest], name, tag))
    }
    const baseTag = runs.length === 1 ? 'latest' : `${index + 1}`
    known.push(endOf(images.get(members[0]!.tag)!, sharedLayers + 1, baseName, baseTag))
    repeats.push({
      tags: members.map(({ tag }) => tag),
      bytes: divided.base.unpackedBytes,
      transferBytes: divided.base.transferBytes,
      atLeast: run.atLeast,
      paths: run.paths,
    })
  }
  const all = tags.map(({ tag, image }): [string, ImageFacts] => [tag, images.get(tag) ?? image])
  return { proposed: proposedSeries(name, all), known, repeats, transfer }
}

interface Divided {
  readonly base: PieceSizes
  readonly rests: readonly PieceSizes[]
  readonly transfer: TransferEstimate
}

/** Divides the sizes of a run's own layers into the base's and each tag's rest. */
function divide({ own, evidence, basis }: Restacking, run: Run): Divided {
  const parts = own.slice(run.start, run.end)
  const exactness = evidence.by === 'files' ? 'measured' : 'estimated'
  if (basis === 'transfer') {
    const rests = parts.map(
      ({ transferBytes }) => ({ exactness, transferBytes: transferBytes! - run.bytes }) as const,
    )
    return { base: { exactness, transferBytes: run.bytes }, rests, transfer: { by: 'unknown' } }
  }
  const rest = parts.map(({ unpackedBytes }) => Math.max(0, unpackedBytes! - run.bytes))
  const whole = parts.flatMap(({ unpackedBytes: unpacked, transferBytes: transfer }, index) =>
    unpacked === undefined || transfer === undefined ? [] : [{ unpacked, transfer, rest: rest[index]! }],
  )
  const split = whole.length === parts.length ? divideTransfer(run.bytes, whole) : undefined
  return {
    base: { exactness, unpackedBytes: run.bytes, transferBytes: split?.repeated },
    rests: rest.map((unpackedBytes, index) => ({
      exactness,
      unpackedBytes,
      transferBytes: split && Math.max(0, whole[index]!.transfer - split.repeated),
    })),
    transfer: split?.estimate ?? { by: 'unknown' },
  }
}

function restOf(name: string, tag: string, sizes: PieceSizes, like: ImageFacts): Piece {
  return pieceOf(`${name} ${tag}`, `COPY what ${tag} changes`, sizes, like)
}

/** Names as many paths as one reads at a glance. */
function copyOf(paths: readonly RepeatedPath[]): string {
  if (paths.length === 0) return 'COPY what the tags repeat'
  const named = paths.slice(0, 3).map(({ path }) => path)
  return `COPY ${named.join(', ')}${paths.length > named.length ? ` and ${paths.length - named.length} more` : ''}`
}
