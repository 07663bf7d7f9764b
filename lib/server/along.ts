import 'server-only'
import type { FilesInput } from '../analysis/question'
import type { IndexedLayer } from '../layerfs/entry'
import type { ImageInput } from '../link/tag-state'
import { SourceError } from '../sources/source'
import { isKnown, readTagFiles } from './tag'
import { entriesOf } from './unions'

/** Paths of all tags together, beyond which those farthest from the tag are left out. */
const MOST_PATHS = 300_000

/** The layers of tags of a series, one tag after the other. */
interface Along {
  readonly layers: readonly IndexedLayer[]
  /** How many of them each tag has, and which is the tag before in the series, where its files are known. */
  readonly along: { readonly tags: readonly number[]; readonly before?: number | undefined }
}

/** The tags of `along` whose files are known, beside the tag itself; undefined where there is none beside it. */
export async function readAlong(
  { along, ...input }: FilesInput & ImageInput,
  own: readonly IndexedLayer[],
  signal: AbortSignal,
): Promise<Along | undefined> {
  const at = along.indexOf(input.reference.tag ?? 'latest')
  const reads = along.map(async (tag, index) => {
    if (index === at) return own
    try {
      const { files } = await readTagFiles({ ...input, reference: { ...input.reference, tag } }, signal)
      return isKnown(files) ? files : undefined
    } catch (error) {
      if (error instanceof SourceError) return undefined
      throw error
    }
  })
  const found = await Promise.all(reads)
  let paths = 0
  const near = [...found.keys()]
    .sort((a, b) => Math.abs(a - at) - Math.abs(b - at))
    .filter((index) => {
      paths += entriesOf(found[index] ?? [])
      return found[index] !== undefined && (index === at || paths <= MOST_PATHS)
    })
    .sort((a, b) => a - b)
  const tags = near.flatMap((index) => (found[index] ? [found[index]] : []))
  if (at < 0 || tags.length < 2) return undefined
  const before = near.indexOf(at - 1)
  return {
    layers: tags.flat(),
    along: { tags: tags.map(({ length }) => length), before: before < 0 ? undefined : before },
  }
}
