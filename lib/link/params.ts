import { createParser, type SingleParserBuilder } from 'nuqs/server'
import { marked } from '../oci/plain'
import { parsePlatform } from '../oci/platform'
import { parseReference } from '../oci/reference'

/** The longest text that one parameter of a link may have. */
export const MAX_PARAM = 1000

const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i

/** What a parser says beside reading: a page shows the nearest that it can, an API refuses. */
export interface Strict {
  /** Why a text cannot be taken as it is written, undefined when it can. @param text  undefined when there is none */
  refusal(text: string | undefined): string | undefined
  /** The words that it may be, where they can be listed. */
  readonly words?: readonly string[] | undefined
  /** Whether a question without it cannot be answered. */
  readonly required?: boolean | undefined
  /** Of a parameter that may be given several times: how one is read, and the most of them. */
  readonly item?: Pick<Strict, 'refusal'> | undefined
  readonly most?: number | undefined
}

interface TextOptions<T> {
  read(text: string): T | null | undefined
  write?(value: T): string
  eq?(a: T, b: T): boolean
  /** The words of a refusal. */
  readonly expected?: string
  /** The fewest and the most characters. */
  readonly least?: number
  readonly most?: number
  readonly words?: readonly string[]
}

/** A parser of text within bounds. @param read  undefined or null for what is none */
export function parseAs<T>({
  read,
  write = String,
  expected = 'Invalid input: expected string, received undefined',
  least = 0,
  most = MAX_PARAM,
  ...rest
}: TextOptions<T>) {
  const refusal = (text: string | undefined) => {
    if (text === undefined) return expected
    if (text.length < least) return `Too small: expected string to have >=${least} characters`
    if (text.length > most) return `Too big: expected string to have <=${most} characters`
    return read(text) == null ? expected : undefined
  }
  const parser = createParser<T & {}>({
    parse: (text) => (text.length < least || text.length > most ? null : (read(text) ?? null)),
    serialize: write,
    ...(rest.eq && { eq: rest.eq }),
  })
  return Object.assign(parser, { refusal, words: rest.words } satisfies Strict)
}

/**
 * A number of a link: one out of range becomes the nearest in it, text is none.
 *
 * @param whole  a fraction is rounded
 */
export function parseAsNumberWithin(min: number, max: number, whole = false) {
  const refusal = (text = '') => {
    if (!NUMBER.test(text)) return 'Invalid input: expected number, received NaN'
    const number = Number(text)
    if (whole && number % 1 !== 0) return 'Invalid input: expected int, received number'
    if (number < min) return `Too small: expected number to be >=${min}`
    return number > max ? `Too big: expected number to be <=${max}` : undefined
  }
  const parser = createParser<number>({
    parse(text) {
      if (!NUMBER.test(text)) return null
      const within = Math.min(max, Math.max(min, Number(text)))
      return whole ? Math.round(within) : within
    },
    serialize: String,
  })
  return Object.assign(parser, { refusal } satisfies Strict)
}

/** A whole number of a link, see `parseAsNumberWithin`. */
export function parseAsCount(max: number, min = 0) {
  return parseAsNumberWithin(min, max, true)
}

/** Which words are expected, as a refusal says it. */
export function expectedOf(words: readonly string[]): string {
  return `Invalid option: expected one of ${words.map((word) => `"${word}"`).join('|')}`
}

/** One of a few words, which stay on the parser, to be listed. */
export function parseAsOneOf<const Word extends string>(words: readonly Word[]) {
  return parseAs({
    read: (text) => words.find((word) => word === text),
    expected: expectedOf(words),
    most: Number.POSITIVE_INFINITY,
    words,
  })
}

/** A parameter that a question cannot be answered without. */
export function required<T>(parser: SingleParserBuilder<T>, empty: NonNullable<NoInfer<T>>) {
  return Object.assign(parser.withDefault(empty), { required: true })
}

/** The words of a parser that `parseAsOneOf` made; undefined for every other one. */
export function wordsOf(parser: object | undefined): readonly string[] | undefined {
  return (parser as Partial<Strict> | undefined)?.words
}

/** Text that is not too long. */
export const parseAsTextOf = (most: number, least = 0) => parseAs({ read: (text) => text, most, least })
export const parseAsText = parseAsTextOf(MAX_PARAM)

/** Text that a page shows and looks nothing up by. */
export const parseAsNote = parseAs({ read: marked, most: MAX_PARAM })

/** A reference as a person types it. */
export const parseAsReference = parseAs({ read: (text) => (parseReference(text) ? text : null) })

/** `os/architecture[/variant]`. */
export const parseAsPlatform = parseAs({
  read: (text) => (parsePlatform(text) ? text : null),
  expected: 'expected os/architecture',
  most: Number.POSITIVE_INFINITY,
})

/** `true` or `false`. */
export const parseAsFlag = createParser<boolean>({
  parse: (text) => (text === 'true' ? true : text === 'false' ? false : null),
  serialize: String,
})
