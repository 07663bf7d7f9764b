import { type Digest, isDigest } from '../../oci/digest'
import type { Repository } from '../../oci/reference'
import { Budget } from '../budget'
import { failureIn, type SourceError } from '../source'
import type { Documents } from './documents'

/** So many tags may fail, before one was answered, until the registry is taken to be at fault and not they. */
const BAD_TAGS = 16

/**
 * Asks for what tags point to by HEAD, as many at a time as the client allows. A tag that is gone, and one of which
 * the registry does not say the digest, is left out; so is one that fails alone.
 *
 * @throws SourceError  once, for a failure of the registry as a whole
 */
export async function digestsOfTags(
  documents: Documents,
  repository: Repository,
  tags: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Digest>> {
  const found = new Map<string, Digest>()
  const bad: SourceError[] = []
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const ask = async (tag: string) => {
    try {
      const asker = { signal: either, budget: new Budget(timeoutMs) }
      const digest = await documents.digestOf({ ...repository, tag }, asker)
      if (digest !== undefined && isDigest(digest)) found.set(tag, digest)
    } catch (error) {
      const { code } = failureIn(error)
      if (code === 'not-found') return
      bad.push(error as SourceError)
      const alone = code === 'server-error' || code === 'timeout' || code === 'interrupted'
      if (!alone || (found.size === 0 && bad.length >= BAD_TAGS)) throw error
    }
  }
  try {
    await Promise.all(tags.map(ask))
  } finally {
    stop.abort()
  }
  if (found.size === 0 && bad[0]) throw bad[0]
  return found
}
