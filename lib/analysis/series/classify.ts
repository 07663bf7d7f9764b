import { HASH_LENGTH, hashTag, type ParsedTag, parseTag } from './parse'

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
export function classify(tags: readonly string[]): readonly ParsedTag[] {
  const read = [...new Set(tags)].map(parseTag)
  const lengths = new Map<number, number>()
  const count = ({ tag }: ParsedTag, by: number) =>
    lengths.set(tag.length, (lengths.get(tag.length) ?? 0) + by)
  for (const entry of read) {
    if (entry.hash && entry.parts.length === 0 && entry.variant === '') count(entry, 1)
    else if (mayBeHash(entry)) count(entry, -1)
  }
  const hashes = [...lengths.values()].some((more) => more > 0)
  const fixed = hashes
    ? read.map((entry) =>
        (lengths.get(entry.tag.length) ?? 0) > 0 && mayBeHash(entry) ? hashTag(entry.tag, '') : entry,
      )
    : read
  const variants = new Set<string>()
  const suffixes = new Set<string>()
  for (const { parts, variant, suffix } of fixed) {
    if (parts.length === 0) continue
    variants.add(variant)
    if (suffix === variant) suffixes.add(variant)
  }
  const versions = variants.delete('')
  const whole = wholeVariants(fixed, variants)
  const isFlavour = (words: readonly string[]) =>
    suffixes.has(words.join('-')) || words.every((word) => FLAVOURS.has(word) || FLAVOURS.has(stemOf(word)))
  return fixed.map((entry) => {
    if (entry.artifact) return entry
    const place = entry.parts.length > 0
    if (place || entry.hash) {
      const variant = place || entry.variant !== '' || !versions ? entry.variant : HASHES
      const name = whole.get(variant) ?? variant
      return name === entry.variant ? entry : { ...entry, variant: name }
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

/** Digits alone, or letters alone: a hash only where others of its length are. */
const mayBeHash = ({ tag, parts, hash }: ParsedTag) =>
  parts.length < 2 && !hash && tag.length >= HASH_LENGTH && /^(?:\d+|[a-f]+)$/.test(tag)

/** What variants are parts of, by name: those that differ by a number alone and hold no release twice. */
function wholeVariants(
  tags: readonly ParsedTag[],
  variants: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const stems = new Map<string, Set<string>>()
  for (const variant of variants) {
    const stem = stemOf(variant)
    if (stem !== '') stems.set(stem, (stems.get(stem) ?? new Set()).add(variant))
  }
  const whole = new Map(
    [...stems].flatMap(([stem, names]) =>
      names.size > 1 ? [...names].map((name) => [name, stem] as const) : [],
    ),
  )
  if (whole.size === 0) return whole
  const releases = new Map<string, string>()
  const twice = new Set<string>()
  for (const { key, variant } of tags) {
    const stem = key === '' ? undefined : whole.get(variant)
    if (stem === undefined) continue
    const release = `${key} ${stem}`
    if ((releases.get(release) ?? variant) !== variant) twice.add(stem)
    releases.set(release, variant)
  }
  return new Map([...whole].filter(([, stem]) => !twice.has(stem)))
}
