import type { ArtifactFacts, ArtifactKind } from '../../oci/artifact'
import { exact, unknown } from '../cell'
import type { ListReading } from './read-list'
import type { OtherEntries } from './reading'

/** Names of a kind that are given as examples. */
const EXAMPLES = 3

interface Entries {
  tags: number
  examples: string[]
  bytes: number
  unread: number
}

/**
 * Adds up what a repository holds beside images, by kind, the largest number of tags first. A variant of which a tag
 * is no image has none.
 *
 * @param found  what was read of tags that are no images
 * @returns      bytes of manifests' blobs; unknown when an entry was not read or does not say
 */
export function otherEntries({
  reading: { artifacts, variants, newest },
  found,
}: {
  readonly reading: Pick<ListReading, 'artifacts' | 'variants' | 'newest'>
  readonly found: ReadonlyMap<string, ArtifactFacts>
}): readonly OtherEntries[] {
  const kinds = new Map<ArtifactKind, Entries>()
  const add = (kind: ArtifactKind, tag: string, bytes: number | undefined, tags = 1) => {
    const entries = kinds.get(kind) ?? { tags: 0, examples: [], bytes: 0, unread: 0 }
    kinds.set(kind, entries)
    entries.tags += tags
    if (entries.examples.length < EXAMPLES) entries.examples.push(tag)
    entries.bytes += bytes ?? 0
    entries.unread += tags - (bytes === undefined ? 0 : 1)
  }
  const byName = new Map(artifacts.map(({ tag, kind }) => [tag, kind]))
  for (const [tag, kind] of byName) add(found.get(tag)?.kind ?? kind, tag, found.get(tag)?.bytes)
  const counts = new Map(variants.map(({ name, tags }) => [newest.get(name), tags]))
  for (const [tag, { kind, bytes }] of found) if (!byName.has(tag)) add(kind, tag, bytes, counts.get(tag))
  return [...kinds]
    .map(([kind, { tags, examples, bytes, unread }]) => ({
      kind,
      tags,
      examples,
      bytes:
        unread > 0
          ? unknown('bytes', { code: 'entries-unread', data: { entries: unread } })
          : exact(bytes, 'bytes'),
    }))
    .toSorted((a, b) => b.tags - a.tags || (a.kind < b.kind ? -1 : 1))
}
