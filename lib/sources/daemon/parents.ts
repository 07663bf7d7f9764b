import type { z } from 'zod'
import type { ParentImage } from '../source'
import type { inspectSchema } from './schemas'

/** More steps than any Dockerfile's layers and metadata; a chain that is longer leads in a circle. */
const MOST_PARENTS = 1000

/**
 * Follows an image's parents, as the classic builder left them, to the last that this host has.
 *
 * @param inspect  an image by its id; undefined when it is gone
 * @returns        the image itself first
 */
export async function parentsOf(
  imageId: string,
  inspect: (id: string) => Promise<z.infer<typeof inspectSchema> | undefined>,
): Promise<readonly ParentImage[]> {
  const chain: ParentImage[] = []
  for (let id: string | undefined = imageId; id && chain.length < MOST_PARENTS; id = chain.at(-1)?.parent) {
    const image = await inspect(id)
    if (!image) break
    chain.push({
      id: image.Id,
      parent: image.Parent || undefined,
      layers: image.RootFS.Layers.length,
      created: image.Created ?? undefined,
      tags: image.RepoTags,
    })
  }
  return chain
}
