import type { PlaceTag } from '../../analysis/place-report'

/** So many tags are laid beside one another. */
const MOST_ALONG = 24

/** Whether all files of a tag are known. */
export const isRead = ({ files }: PlaceTag) => files !== undefined && files.known === files.layers

/**
 * The tags of a series whose paths are listed with a tag's own: those nearest to it whose files are known, first to last.
 * None where its own are not, or no other's are.
 */
export function alongOf(tags: readonly PlaceTag[], name: string): readonly string[] {
  const known = tags.flatMap((tag) => (isRead(tag) ? [tag.tag] : []))
  const at = known.indexOf(name)
  if (at < 0 || known.length < 2) return []
  const from = Math.max(0, Math.min(at - MOST_ALONG / 2, known.length - MOST_ALONG))
  return known.slice(from, from + MOST_ALONG)
}
