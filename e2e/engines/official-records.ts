import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** A state of a tag of an official image, as docker-library/repo-info has recorded it from the registry. */
export interface OfficialRecord {
  readonly tag: string
  /** When this state was made, ISO time; null where the record says nothing of it. */
  readonly at: string | null
  readonly index: { readonly digest: string; readonly mediaType: string }
  /** The image of linux/amd64 (of hello-world's `nanoserver`: windows). */
  readonly amd64?: RecordedImage
  /** Images of other platforms, where those of amd64 are not on record. */
  readonly more?: readonly { readonly platform: string; readonly layers: readonly RecordedLayer[] }[]
  /** The build's attestation, a manifest of its own beside the image. */
  readonly attestation?: { readonly layers: readonly RecordedLayer[] }
}

interface RecordedImage {
  readonly os?: string
  readonly manifestDigest: string
  readonly configDigest: string
  /** Oldest first; instructions are shortened. */
  readonly history: readonly { readonly created: string; readonly created_by: string }[]
  /** Base first. */
  readonly layers: readonly RecordedLayer[]
}

export interface RecordedLayer {
  readonly digest: string
  readonly bytes: number
  /** The usual one of the index's family when absent. */
  readonly mediaType?: string
}

export const STREET_DATA = fileURLToPath(new URL('../testdata/street', import.meta.url))

/** The bytes of an empty tar, packed by Docker's pusher, are one known blob. */
const EMPTY_BLOB = 'sha256:4f4fb700ef54461cfa02571ae0db9a0dc1e0cdb5577484a6d75e68dc38e8acc1'
const EMPTY_TAR = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef'

/** The records of an image, in which an alias has what the other tag of its digest has. */
export function officialRecords(name: string, folder = path.join(STREET_DATA, 'official')): OfficialRecord[] {
  const records: OfficialRecord[] = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))
  const bodies = new Map<string, OfficialRecord>()
  return records.map((record) => {
    const { digest } = record.index
    const body = bodies.get(digest) ?? record
    bodies.set(digest, body)
    return { ...body, ...record }
  })
}

/** The state of each tag that was the newest at a time, or at all; states without amd64 only where there is no other. */
export function statesAt(records: readonly OfficialRecord[], time = '9999'): Map<string, OfficialRecord> {
  const states = new Map<string, OfficialRecord>()
  for (const record of records) {
    if (record.at === null || record.at > time) continue
    const known = states.get(record.tag)
    const better =
      Boolean(record.amd64) === Boolean(known?.amd64) ? record.at > (known?.at ?? '') : record.amd64
    if (!known || better) states.set(record.tag, record)
  }
  return states
}

/** DiffIDs are not on record: one of the same blob stands in for each, and equal blobs have equal ones. */
export function standInDiffId(blobDigest: string): string {
  return blobDigest === EMPTY_BLOB ? EMPTY_TAR : digestOf(`diff ${blobDigest}`)
}

export function digestOf(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/**
 * For each step whether it made a layer, which the records do not say: an instruction that writes files did, and
 * WORKDIR where those are fewer than the layers. Undefined where that does not add up.
 */
export function layerSteps({ history, layers }: RecordedImage): readonly boolean[] | undefined {
  for (const writes of [/^(?:RUN|ADD|COPY|#)/, /^(?:RUN|ADD|COPY|#|WORKDIR)/]) {
    const made = history.map(
      ({ created_by }) => writes.test(created_by) && !created_by.includes('#(nop) CMD'),
    )
    if (made.filter(Boolean).length === layers.length) return made
  }
  return undefined
}
