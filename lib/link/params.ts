import { createParser, parseAsStringLiteral } from 'nuqs/server'
import { parsePlatform } from '../oci/platform'
import { parseReference } from '../oci/reference'

/** The longest text that one parameter of a link may have. */
export const MAX_PARAM = 1000

const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i

/**
 * A number of a link: one out of range becomes the nearest in it, text is none.
 *
 * @param whole  a fraction is rounded
 */
export function parseAsNumberWithin(min: number, max: number, whole = false) {
  return createParser<number>({
    parse(text) {
      if (!NUMBER.test(text)) return null
      const within = Math.min(max, Math.max(min, Number(text)))
      return whole ? Math.round(within) : within
    },
    serialize: String,
  })
}

/** A whole number of a link, see `parseAsNumberWithin`. */
export function parseAsCount(max: number, min = 0) {
  return parseAsNumberWithin(min, max, true)
}

/** One of a few words, which stay on the parser for whoever lists them. */
export function parseAsOneOf<const Word extends string>(words: readonly Word[]) {
  return Object.assign(parseAsStringLiteral(words), { words })
}

/** The words of a parser that `parseAsOneOf` made; undefined for every other one. */
export function wordsOf(parser: object | undefined): readonly string[] | undefined {
  return parser && 'words' in parser && Array.isArray(parser.words) ? parser.words : undefined
}

/** Text that is not too long. */
export const parseAsText = createParser<string>({
  parse: (text) => (text.length <= MAX_PARAM ? text : null),
  serialize: String,
})

/** A reference as a person types it. */
export const parseAsReference = createParser<string>({
  parse: (text) => (text.length <= MAX_PARAM && parseReference(text) ? text : null),
  serialize: String,
})

/** `os/architecture[/variant]`. */
export const parseAsPlatform = createParser<string>({
  parse: (text) => (parsePlatform(text) ? text : null),
  serialize: String,
})

/** `true` or `false`. */
export const parseAsFlag = createParser<boolean>({
  parse: (text) => (text === 'true' ? true : text === 'false' ? false : null),
  serialize: String,
})
