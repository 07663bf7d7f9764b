import type { ArtifactKind } from '../../oci/artifact'
import { afterDot, lettersEnd, numberEnd, ordered, partsOf } from './digits'

/** What the name of a tag says, read once. */
export interface ParsedTag {
  readonly tag: string
  /** Numeric parts as digits without zeros in front; none for a mere name and a commit hash alone. */
  readonly parts: readonly string[]
  /** The numeric parts as written: `24.04`. */
  readonly written: string
  /** Orders names with parts by plain comparison of text: parts, pre-releases, release, rebuilds. */
  readonly key: string
  readonly pre: boolean
  readonly rebuild: boolean
  /** Holds a commit hash. */
  readonly hash: boolean
  /** As git describe names what comes after a release. */
  readonly described: boolean
  /** Says that its number is one of builds: `b12`, `build-12`. */
  readonly build: boolean
  /** `alpine`, `slim-bookworm`; of a mere name all its words. */
  readonly variant: string
  /** Of the variant, what stands behind the number: nothing for `jammy-20221130`. */
  readonly suffix: string
  /** A mere name that is a channel's by its words; of others it is for the list to say. */
  readonly channel: boolean
  readonly artifact: { readonly kind: ArtifactKind; readonly subject: string } | undefined
}

/** cosign's names, and the fallback tags of the distribution spec, which cut a digest at 64 digits. */
const ARTIFACT = /^(sha256|sha512)-([0-9a-f]{64}|[0-9a-f]{128})(?:\.(sig|att|sbom))?$/
const ARTIFACT_KINDS = { sig: 'signature', att: 'attestation', sbom: 'sbom' } as const
const HASH = /^(?:g[0-9a-f]{7,40}|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,128})$/
export const HASH_LENGTH = 7
const isHash = (token: string) => token.length >= HASH_LENGTH && HASH.test(token)
const HASH_LIKE = /^[0-9a-f]{7,128}$/
/** A date with dashes, or a time behind one. */
const DATE = /(\d{4})(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:T(\d\d)[-.]?(\d\d)[-.]?(\d\d)?Z?)?(?!\d)/

/** Pre-releases, the earliest first; words of one rank are the same step. */
const PRE = new Map(
  [
    'dev devel develop snapshot nightly daily canary edge insiders',
    'alpha',
    'beta',
    'm milestone',
    'pre preview prerelease ea eap next',
    'rc cr',
  ].flatMap((words, rank) => words.split(' ').map((word) => [word, rank] as const)),
)
const REBUILD = new Set(
  'r rev revision ls build rebuild b p pl patch post hotfix fix security sp u update cu'.split(' '),
)
/** What may stand at the number itself. */
const HEADS = new Set(['', ...'v ver version rel release r b build'.split(' ')])
const NEUTRAL = new Set('v ver version rel release final ga x'.split(' '))
const BUILD = new Set(['b', 'build'])
const COMMIT = new Set(['sha', 'git', 'commit'])
/** A whole number after these words is theirs: `debian-12`. */
const NUMBERED = new Set(
  'debian ubuntu nanoserver windowsservercore ltsc ubi rhel centos el fedora photon ol rocky almalinux jdk jre openjdk java python php node cuda'.split(
    ' ',
  ),
)
const MAX_TAG = 255
// Below all digits and in this order: a pre-release, and a release; with its length in front, as a number.
const PRE_BASE = 33
const RELEASE = '\u0001/'

/**
 * Reads the name of a tag: a version of any number of parts with what stands before and after it. Linear in its
 * length; names longer than a tag may be are names without a number.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema
 */
export function parseTag(tag: string): ParsedTag {
  const artifact = tag.startsWith('sha') && ARTIFACT.exec(tag)
  if (artifact) {
    const [, algorithm, hex, suffix] = artifact
    const kind = ARTIFACT_KINDS[suffix as keyof typeof ARTIFACT_KINDS] ?? 'artifact'
    return named(tag, '', false, { kind, subject: `${algorithm}:${hex}` })
  }
  return tag.length > MAX_TAG ? named(tag, tag) : new Reader(tag).read()
}

function named(tag: string, variant: string, hash = false, artifact?: ParsedTag['artifact']): ParsedTag {
  const nothing = { written: '', key: '', pre: false, rebuild: false, described: false, build: false }
  return { tag, parts: [], ...nothing, hash, variant, suffix: '', channel: false, artifact }
}

const DATE_DIGITS = 8

/** A date behind a code name: `jammy-20221130`. */
export const isCodeName = ({ variant, suffix, parts: [first = ''] }: ParsedTag): boolean =>
  variant !== '' && suffix === '' && first.length >= DATE_DIGITS

/** A commit hash, which has no place among versions. */
export const hashTag = (tag: string, variant: string): ParsedTag => named(tag, variant, true)

class Reader {
  private written = ''
  private pre = ''
  private rebuild = ''
  private variant = ''
  private suffix = ''
  /** The last word of the suffix. */
  private last = ''
  private hash = false
  private described = false
  private build = false
  /** What a number that follows belongs to. */
  private open: 'pre' | 'variant' | undefined

  constructor(private readonly tag: string) {}

  read(): ParsedTag {
    const { tag } = this
    const plain =
      tag.length > DATE_DIGITS && /\d{4}-\d\d-|\dT\d/.test(tag)
        ? tag.replace(DATE, (_, year, __, month, day, ...time: (string | undefined)[]) =>
            [`${year}${month}${day}`, ...time.slice(0, 3).filter(Boolean)].join('.'),
          )
        : tag
    const tokens = plain.split(/[-_+]/)
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index]!
      const next = tokens[index + 1]
      if (isHash(token)) this.hash = true
      else if (COMMIT.has(token) && next !== undefined && HASH_LIKE.test(next)) {
        this.hash = true
        index++
      } else if (this.written !== '') this.behind(token, next)
      else if (!this.core(token)) {
        const word = token.toLowerCase()
        const rank = PRE.get(word)
        if (rank !== undefined) this.pre += stage(rank)
        else if (BUILD.has(word)) this.build = true
        else if (!NEUTRAL.has(word)) this.variant = joined(this.variant, token)
      }
    }
    const { written, variant } = this
    if (written === '') return this.hash ? named(tag, variant, true) : named(tag, tokens.join('-'))
    const parts = partsOf(written)
    let significant = parts.length
    while (parts[significant - 1] === '0') significant--
    let key = ''
    for (let part = 0; part < significant; part++) key += ordered(parts[part]!)
    return {
      tag,
      parts,
      written,
      key: `${key}${this.pre}${RELEASE}${this.rebuild}`,
      pre: this.pre !== '',
      rebuild: this.rebuild !== '',
      hash: this.hash,
      described: this.described,
      build: this.build,
      variant,
      suffix: this.suffix,
      channel: false,
      artifact: undefined,
    }
  }

  private core(token: string): boolean {
    const start = lettersEnd(token)
    const head = token.slice(0, start).toLowerCase()
    if (!HEADS.has(head)) return false
    const from = afterDot(token, start)
    const end = numberEnd(token, from)
    if (end === from) return false
    this.written = token.slice(from, end)
    this.build ||= BUILD.has(head)
    const rest = token.slice(afterDot(token, end))
    if (rest !== '') this.attached(rest)
    return true
  }

  /** What stands at a number itself: `1.0b2`, `1.0.2k`, `8u292`. */
  private attached(rest: string): void {
    const [, letter, number] = /^([ab])(\d+)$/i.exec(rest) ?? []
    if (number) this.behind(`${letter?.toLowerCase() === 'a' ? 'alpha' : 'beta'}${number}`)
    else if (/^[a-wyz]$/i.test(rest)) this.rebuild += ordered(String(rest.toLowerCase().charCodeAt(0) - 96))
    else this.behind(rest)
  }

  private behind(token: string, next = ''): void {
    const start = lettersEnd(token)
    const from = afterDot(token, start)
    const end = numberEnd(token, from)
    const word = token.slice(0, start).toLowerCase()
    const number = token.slice(from, end)
    const rest = token.slice(afterDot(token, end))
    const rank = PRE.get(word === '' ? rest : word)
    const { open } = this
    this.open = undefined
    if (word === '' && rest === '') {
      if (open === 'pre') this.pre += numbers(number)
      else if (open === 'variant' && (number.includes('.') || NUMBERED.has(this.last))) this.named(token)
      else {
        this.rebuild += numbers(number)
        this.described ||= next[0] === 'g' && isHash(next)
      }
    } else if (rank !== undefined && (word === '' || /^(?:[a-z]|$)/i.test(rest))) {
      this.pre += stage(rank) + numbers(number)
      if (number === '') this.open = 'pre'
      if (word !== '' && rest !== '') this.behind(rest, next)
    } else if (rest === '' && REBUILD.has(word)) this.rebuild += numbers(number)
    else if (rest === '' && number === '' && NEUTRAL.has(word)) return
    else if (rest === '' && word !== '' && from > start) {
      this.named(token.slice(0, start))
      this.rebuild += numbers(number)
    } else {
      this.named(token)
      this.open = 'variant'
    }
  }

  private named(word: string): void {
    this.variant = joined(this.variant, word)
    this.suffix = joined(this.suffix, word)
    this.last = word.toLowerCase()
  }
}

const joined = (words: string, word: string) => (words === '' ? word : `${words}-${word}`)
const stage = (rank: number) => ordered(String.fromCharCode(PRE_BASE + rank))
const numbers = (written: string) => {
  let key = ''
  if (written !== '') for (const part of partsOf(written)) key += ordered(part)
  return key
}
