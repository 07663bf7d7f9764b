import { readSaved } from '../archive/saved'
import { type Pace, paced, type TooSlow } from '../least-rate'
import { type LayersQuery, SourceError, type TakeLayer } from '../source'
import type { DaemonClient } from './client'

/** Engines before 25 write all layers to their own disk before the first byte comes. */
const PATIENCE_MS = 600_000

/**
 * Hands on the layers of images from one `docker save` of them all, so that a layer that several of them share
 * comes once. The engine gives all layers of an image, wanted or not, and old ones do not say which is which.
 *
 * @param pace  of the stream once it has begun: an engine that goes silent holds no worker
 */
export async function savedLayers(
  client: DaemonClient,
  at: string,
  queries: readonly LayersQuery[],
  take: TakeLayer,
  signal: AbortSignal,
  pace: Pace,
): Promise<void> {
  const names = queries.map(({ image }) => nameOf(image))
  const stream = await client.stream('/images/get', { names }, signal, PATIENCE_MS)
  const tooSlow = (slow: TooSlow) => {
    stream.destroy()
    return new SourceError({ code: 'too-slow', at, ...slow })
  }
  try {
    await readSaved(paced(stream, pace, tooSlow), (_, chunks) => take({ bytes: { kind: 'stream', chunks } }))
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const broken = error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
    throw broken ? new SourceError({ code: 'interrupted', at }, { cause: error }) : error
  } finally {
    stream.destroy()
  }
}

/** A classic store's id names one image for good; a containerd store saves by name. */
function nameOf({ imageId, reference, store }: LayersQuery['image']): string {
  return store === 'classic' && imageId !== undefined ? imageId : reference
}
