import type { TransferBytes } from '../../oci/bytes'
import { chunkedBy } from '../../oci/chunked'
import { type Digest, EMPTY_BLOB } from '../../oci/digest'
import type { BlobFacts } from '../../oci/facts'
import { isForeign, isPlausible, seekableBy } from '../../oci/packing'
import type { Repository } from '../../oci/reference'
import type { Manifest } from '../../oci/types'
import type { Asker, Documents } from './documents'

/** Layers of a length that may not be true whose length is asked for, by image; each is a question. */
const MOST_ASKED = 32

/** What a manifest says of its layers' blobs; of those that it says 0 or very much of, what the registry says. */
export async function blobsOf(
  { layers }: Manifest,
  documents: Documents,
  repository: Repository,
  asker: Asker,
): Promise<readonly BlobFacts[]> {
  const doubtful = layers.filter(
    ({ size, digest, mediaType }) => !isPlausible(size) && digest !== EMPTY_BLOB && !isForeign(mediaType),
  )
  const asked = [...new Set<Digest>(doubtful.map(({ digest }) => digest))].slice(0, MOST_ASKED)
  const lengths = new Map(
    await Promise.all(
      asked.map(async (digest) => [digest, await documents.lengthOf(repository, digest, asker)] as const),
    ),
  )
  return layers.map(({ digest, mediaType, size, annotations }) => {
    const bytes = isPlausible(size) || digest === EMPTY_BLOB ? size : lengths.get(digest)
    return {
      digest,
      mediaType,
      transferBytes: bytes as TransferBytes | undefined,
      ...(bytes !== size && { declaredBytes: size as TransferBytes }),
      ...(isForeign(mediaType) && { foreign: true }),
      seekable: seekableBy(annotations),
      chunked: chunkedBy(annotations),
    }
  })
}
