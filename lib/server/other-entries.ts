import 'server-only'
import type { TagFacts } from '../analysis/compare/facts'
import { otherEntries } from '../analysis/series/other'
import type { ListReading } from '../analysis/series/read-list'
import type { OtherEntries } from '../analysis/series/reading'
import type { ArtifactFacts } from '../oci/artifact'
import { artifactIn, type ListedTag } from './series-rows'

/** Entries that are read to learn what they are and how large: signatures come by the thousand. */
const MOST_SIGNATURES = 100
const MOST_CHANNELS = 20
const MOST_VARIANTS = 12
/** Channels that an answer names. */
const MOST_NAMED = 100

interface Asked {
  readonly listed: ReadonlyMap<string, ListedTag>
  readonly reading: ListReading
  readonly channels: readonly string[]
  /** What was found to be no image while rows were read. */
  readonly known: ReadonlyMap<string, ArtifactFacts>
  readonly read: (tag: ListedTag) => Promise<TagFacts>
}

/**
 * What a repository holds beside images. Names say what signatures are; of channels, and of variants that are not
 * shown, the newest tag is read to learn whether it is an image.
 *
 * @returns the entries by kind, and the names of variants that are none
 */
export async function readOthers({ listed, reading, channels, known, read }: Asked): Promise<{
  readonly other: readonly OtherEntries[]
  readonly channels: readonly string[]
  readonly variants: ListReading['variants']
}> {
  const shown = reading.variant
  const others = reading.variants.filter(({ name }) => name !== shown && shown !== '*').slice(-MOST_VARIANTS)
  const probed = [
    ...reading.artifacts.slice(0, MOST_SIGNATURES).map(({ tag }) => tag),
    ...channels.slice(0, MOST_CHANNELS),
    ...others.flatMap(({ name }) => reading.newest.get(name) ?? []),
  ]
  const found = new Map(known)
  await Promise.all(
    [...new Set(probed)].map(async (tag) => {
      const entry = listed.get(tag)
      const artifact = entry && artifactIn(await read(entry))
      if (artifact) found.set(tag, artifact)
    }),
  )
  const none = channels.filter((tag) => found.has(tag)).length
  const variants = reading.variants
    .filter(({ name }) => !found.has(reading.newest.get(name) ?? ''))
    .map(({ name, tags }) => ({ name, tags: name === shown ? tags - none : tags }))
  return {
    other: otherEntries({ reading, found }),
    channels: channels.filter((tag) => !found.has(tag)).slice(0, MOST_NAMED),
    variants,
  }
}
