import type { Digest } from '../../oci/digest'
import { imagesOfIndex } from '../../oci/platform'
import type { Descriptor, Index } from '../../oci/types'
import { malformed } from '../json'
import type { Document } from './documents'

/** Indexes within one index, one in another or side by side: each is a question. containerd knows no limit. */
const MOST_WITHIN = 32

const INDEX_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]

/** Reads a document by its digest, which is verified. */
export type ReadDigest = (digest: Digest) => Promise<Document>

/**
 * The entries of an index in order, those of an index within it in its place and, where they name no platform, for the
 * platform that it is listed for. One that is there twice is read once.
 *
 * @throws SourceError `malformed` for more indexes than anyone builds. An index that holds itself cannot be written,
 *   since it is named by its digest, and would end here too
 */
export async function entriesWithin(
  index: Index,
  read: ReadDigest,
  at: string,
): Promise<readonly Descriptor[]> {
  const seen = new Set<Digest>()
  const entries: Descriptor[] = []
  const add = async ({ manifests }: Index, outer?: Descriptor): Promise<void> => {
    for (const listed of manifests) {
      const entry = listed.platform || !outer?.platform ? listed : { ...listed, platform: outer.platform }
      const isImage = imagesOfIndex({ manifests: [entry] }).length > 0
      if (!isImage || !INDEX_TYPES.includes(entry.mediaType)) {
        entries.push(entry)
        continue
      }
      if (seen.has(entry.digest)) continue
      seen.add(entry.digest)
      if (seen.size > MOST_WITHIN)
        throw malformed(at, `manifests: more than ${MOST_WITHIN} indexes within one`)
      const inner = await read(entry.digest)
      if (inner.kind === 'index') await add(inner.index, entry)
      else entries.push(entry)
    }
  }
  await add(index)
  return entries
}
