import { hashTag, type ParsedTag, parseTag } from './parse'

/** A tag among the others of its repository. */
export interface Classified extends ParsedTag {
  /** A name that is a channel's by its words, of the variant that it names. */
  readonly channel: boolean
}

const CHANNELS = new Set(
  'latest stable mainline main master trunk edge dev devel develop nightly daily weekly canary alpha beta rc next current lts rolling testing test unstable experimental preview prod production staging release head tip default rawhide sid oldstable'.split(
    ' ',
  ),
)
/** Words that make another image of the same release, also where they stand alone. */
const FLAVOURS = new Set(
  'alpine slim nanoserver windowsservercore distroless debug nonroot jdk jre fpm apache cli ubi wolfi musl amd arm x86 amd64 arm64 s390x ppc64le'.split(
    ' ',
  ),
)
/** So many words of a mere name are looked at for its variant. */
const MAX_WORDS = 4
/** Variant of commit hashes beside versions. */
const HASHES = 'sha'

const stemOf = (variant: string) => variant.replace(/\d[\d.]*/g, '').replace(/-+(?=-|$)/g, '')

/**
 * Reads all tags of a repository, each with its variant: what follows from the list as a whole is decided here.
 *
 * Numbers as long as the repository's commit hashes are hashes; hashes beside versions are a series of their own.
 * `1.0-alpine3.18` and `1.1-alpine3.19` are one variant `alpine` where no release has both, else two.
 */
export function classify(tags: readonly string[]): readonly Classified[] {
  const read = [...new Set(tags)].map(parseTag)
  const lengths = new Map<number, number>()
  const count = ({ tag }: ParsedTag, by: number) =>
    lengths.set(tag.length, (lengths.get(tag.length) ?? 0) + by)
  const alone = ({ tag }: ParsedTag) => /^(?:\d{7,}|[a-f]{7,})$/.test(tag)
  for (const entry of read) {
    if (entry.hash && entry.parts.length === 0 && entry.variant === '') count(entry, 1)
    else if (alone(entry)) count(entry, -1)
  }
  const fixed = read.map((entry) =>
    !entry.hash && alone(entry) && (lengths.get(entry.tag.length) ?? 0) > 0 ? hashTag(entry.tag, '') : entry,
  )
  const versions = fixed.some(({ parts, variant }) => parts.length > 0 && variant === '')
  const whole = wholeVariants(fixed)
  const suffixes = new Set(
    fixed.flatMap(({ parts, variant, suffix }) => (parts.length > 0 && suffix === variant ? variant : [])),
  )
  const isFlavour = (words: readonly string[]) =>
    suffixes.has(words.join('-')) || words.every((word) => FLAVOURS.has(word) || FLAVOURS.has(stemOf(word)))
  return fixed.map((entry) => {
    const place = entry.parts.length > 0
    if (place || entry.hash) {
      const variant = place || entry.variant !== '' || !versions ? entry.variant : HASHES
      return { ...entry, variant: whole.get(variant) ?? variant, channel: false }
    }
    // `latest-alpine`, `iron-alpine` and `alpine` are channels of the variant that they end with.
    const words = entry.variant.split('-')
    const first = Math.max(0, words.length - MAX_WORDS)
    const start = words.findIndex((_, index) => index >= first && isFlavour(words.slice(index)))
    const variant = start < 0 ? '' : words.slice(start).join('-')
    const channel = variant !== '' || CHANNELS.has(words[0]!.toLowerCase())
    return { ...entry, variant: whole.get(variant) ?? variant, channel }
  })
}

/** What variants are parts of, by name: those that differ by a number alone and hold no release twice. */
function wholeVariants(tags: readonly ParsedTag[]): ReadonlyMap<string, string> {
  const stems = new Map<
    string,
    { readonly releases: Map<string, string>; readonly names: Set<string>; twice: boolean }
  >()
  const known = new Map<string, string>()
  for (const { key, variant } of tags) {
    if (key === '' || variant === '') continue
    const stem = known.get(variant) ?? stemOf(variant)
    known.set(variant, stem)
    if (stem === '') continue
    const group = stems.get(stem) ?? { releases: new Map(), names: new Set(), twice: false }
    stems.set(stem, group)
    group.twice ||= (group.releases.get(key) ?? variant) !== variant
    group.releases.set(key, variant)
    group.names.add(variant)
  }
  return new Map(
    [...stems].flatMap(([stem, { names, twice }]) =>
      twice || names.size < 2 ? [] : [...names].map((name) => [name, stem] as const),
    ),
  )
}
