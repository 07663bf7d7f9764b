import type { TransferBytes } from '../../oci/bytes'
import { partialBytes } from '../../oci/chunked'
import type { LayerFacts } from '../../oci/facts'
import type { Reason } from '../cell'
import type { AskedHost } from './host'

/** A layer as a host fetches it that asks for files. */
interface FetchedInPart {
  /** With the bytes that are fetched of its blob. */
  readonly layer: LayerFacts
  /** `read` where its files are known, `unread` where they, or those of the host, are not; absent for other blobs. */
  readonly files?: 'read' | 'unread'
}

/** What a host fetches of a layer that is new to it: the files that it lacks, or the whole blob. */
export function fetchedInPart(layer: LayerFacts, { files, hasUnreadFiles }: AskedHost): FetchedInPart {
  const { blob } = layer
  if (!blob?.chunked) return { layer }
  if (!blob.files) return { layer, files: 'unread' }
  const part = partialBytes(blob.chunked, blob.files, (content) => files?.has(content) === true)
  return {
    layer: part === undefined ? layer : { ...layer, blob: { ...blob, transferBytes: part as TransferBytes } },
    files: hasUnreadFiles ? 'unread' : 'read',
  }
}

/** Why bytes of which some are of blobs with a table of contents are an estimate. */
export function guessOfParts(parts: readonly FetchedInPart[]): Reason | undefined {
  const count = (of: FetchedInPart['files']) => parts.filter(({ files }) => files === of).length
  const unread = count('unread')
  if (unread > 0) return { code: 'files-unknown', data: { layers: unread } }
  const read = count('read')
  return read > 0 ? { code: 'in-part', data: { layers: read } } : undefined
}
