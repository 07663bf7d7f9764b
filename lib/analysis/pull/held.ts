import type { ImageFacts } from '../../oci/facts'
import { type HostCache, PulledHost } from './host'
import type { RuleId } from './rules'

/** How an image came to a host; only a pull or a push tells the host under which blob digests its layers go. */
export type HeldHow = 'pulled' | 'pushed' | 'built'

/** An image that a host holds. */
export interface HeldImage {
  /** Tag or reference, as a sentence names it. */
  readonly name: string
  readonly image: ImageFacts
  /** `built` stands for loaded and imported images too: their layers came without blobs. */
  readonly how: HeldHow
}

/**
 * The host that holds these images and no other. A built image gives its layers and its config but no blobs:
 * on the classic store a layer that was only built there is downloaded again.
 *
 * What a host knows is kept per blob (digest to diffID) and not per image, so a layer of a built image counts
 * as known as soon as any image of the host was pulled or pushed with the same blob. Of a pulled layer whose
 * blob digest is not known, only the diffID is noted: rules take it for known under whatever digest is asked.
 *
 * @param held  in the order in which they came: what a pull registers depends on what was there
 * @param rule  store by which the host learns; it learns all blobs of each pull when absent
 * @see moby distribution/metadata/v2_metadata_service.go (diffid-by-digest), written by `Registered` of
 *      pull_v2.go and by push_v2.go, never by a build, a load or an import
 */
export function hostOf(held: readonly HeldImage[], rule?: RuleId): HostCache {
  const host = new PulledHost(rule)
  for (const { image, how } of held) {
    if (how === 'pulled') host.add(image)
    // A push registers all blobs, whatever came before.
    if (how === 'pushed') host.add(image, image.layers)
  }
  // Last, so that what was built changes nothing of what a pull registers.
  for (const { image, how } of held) if (how === 'built') host.add(image, [])
  return host
}
