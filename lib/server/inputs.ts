import { createLoader, type inferParserType, type ParserMap } from 'nuqs/server'
import { type HostChoice, ruleAsked } from '../analysis/pull/profiles'
import type {
  CompareInput,
  DownloadsInput,
  FilesInput,
  PullInput,
  SeriesInput,
  SourceChoice,
  StrategyInput,
} from '../analysis/question'
import { pullParsers, storageParsers, toDownloadsInput } from '../link/downloads-state'
import {
  expectedOf,
  parseAs,
  parseAsCount,
  parseAsText,
  parseAsTextOf,
  required,
  type Strict,
} from '../link/params'
import { seriesParsers } from '../link/planner-state'
import { MAX_STRATEGIES } from '../link/strategy-param'
import { type ImageInput, tagParsers } from '../link/tag-state'
import { type QuestionState, questionParsers, toCompareInput } from '../link/view-state'
import { parseReference, parseRepository, type Repository } from '../oci/reference'

/** A question that cannot be answered as it was put; the message is for a person. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/**
 * Reads a question with the parsers of a page's link. Where the page shows the nearest that it can, this refuses: no one
 * looks at what a script gets.
 *
 * @throws InputError naming the first parameter that cannot be taken as it is written
 */
export function readStrictly<P extends ParserMap & Record<string, Partial<Strict>>>(
  parsers: P,
  search: URLSearchParams,
): inferParserType<P> {
  for (const [name, parser] of Object.entries(parsers)) refuse(name, parser, search.getAll(name))
  return createLoader(parsers)(search)
}

function refuse(name: string, parser: Partial<Strict>, given: readonly string[]): void {
  const fail = (where: string, why: string | undefined) => {
    if (why !== undefined) throw new InputError(`${where}: ${why}`)
  }
  const { item, most = 1 } = parser
  if (item) {
    for (const [index, text] of given.entries()) fail(`${name}.${index}`, item.refusal(text))
    if (given.length > most) fail(name, tooMany(most))
  } else if (parser.required || given.length > 0) fail(name, parser.refusal?.(given[0]))
}

const tooMany = (most: number) => `Too big: expected array to have <=${most} items`

/** What is not given is left out of a question. */
function asked<T extends { readonly platform: string | null }>({ platform: of, ...rest }: T) {
  return { ...rest, platform: of ?? undefined }
}

/** A question of one strategy. */
function ofOne<T extends HostChoice & { readonly s: StrategyInput; readonly platform: string | null }>(
  state: T,
) {
  const { s: strategy, profile: _, ...rest } = asked(state)
  return { ...rest, strategy, rule: ruleAsked(state) }
}

/** The question of a page's state. @throws InputError when it has more strategies than a page shows */
export function toWholeInput(state: QuestionState): CompareInput {
  if (state.s.length > MAX_STRATEGIES) throw new InputError(`s: ${tooMany(MAX_STRATEGIES)}`)
  return toCompareInput(state)
}

/** Reads the question of the Compare page and of `GET /api/compare`. @throws InputError naming the parameter */
export function parseCompareInput(search: URLSearchParams): CompareInput {
  return toCompareInput(readStrictly(questionParsers, search))
}

/** Reads the question of the Downloads page and of `GET /api/downloads`. @throws InputError */
export function parseDownloadsInput(search: URLSearchParams): DownloadsInput {
  return toDownloadsInput(readStrictly(storageParsers, search))
}

/** Reads the question of `GET /api/pull`: a strategy, one of its tags, and what the host holds. @throws InputError */
export function parsePullInput(search: URLSearchParams): PullInput {
  return ofOne(readStrictly(pullParsers, search))
}

/** Reads one strategy, and what chooses between sources. @throws InputError */
export function parseOneInput(search: URLSearchParams): SeriesInput {
  return ofOne(readStrictly(seriesParsers, search))
}

const { platform, source } = questionParsers

/** Reads `source`. */
export function parseSourceInput(search: URLSearchParams): SourceChoice {
  return readStrictly({ source }, search).source
}

/** Reads `q`, the text to look for. */
export function parseSearch(search: URLSearchParams): string {
  return readStrictly({ q: parseAsText.withDefault('') }, search).q
}

/** Reads `name`, a file's. @param unnamed  what a file without one is called */
export function parseName(search: URLSearchParams, unnamed = 'archive'): string {
  return readStrictly({ name: parseAsText.withDefault(unnamed) }, search).name
}

/** The body of an upload as it comes. @param expected  what it should be, for the message */
export function parseBody({ body }: Request, expected: string): AsyncIterable<Uint8Array> {
  if (!body) throw new InputError(`body: expected ${expected}`)
  return body as unknown as AsyncIterable<Uint8Array>
}

const most = Number.POSITIVE_INFINITY
const named = <T extends Repository>(read: (text: string) => T | undefined, example: string) =>
  parseAs<T>({ read, expected: `expected a name such as ${example}`, most })
const nameless = { host: '', repository: '' }
const repository = required(named(parseRepository, 'localhost:5000/app or redis'), nameless)
const reference = required(named(parseReference, 'localhost:5000/app:0.0.1'), nameless)

/** Reads `repository`. */
export function parseRepositoryInput(search: URLSearchParams): Repository {
  return readStrictly({ repository }, search).repository
}

/** Reads `reference` and the rest of an image's question. */
export function parseImageInput(search: URLSearchParams): ImageInput {
  return asked(readStrictly({ reference, platform, source }, search))
}

/** Reads the tags whose files are to be read, one or two, and the rest of an image's question. @throws InputError */
export function parseScanInput(search: URLSearchParams) {
  const references = search
    .getAll('reference')
    .map((text) => readStrictly({ reference }, new URLSearchParams({ reference: text })).reference)
  if (references.length < 1 || references.length > 2) {
    throw new InputError('reference: expected one or two')
  }
  return { references, ...asked(readStrictly({ platform, source }, search)) }
}

const pairParsers = { a: reference, b: reference, platform, source }

/** Reads the two references of a comparison, `a` and `b`. @throws InputError */
export function parsePairInput(search: URLSearchParams) {
  return asked(readStrictly(pairParsers, search))
}

const ON = ['true', '1', 'yes', 'on', 'y', 'enabled']
const OFF = ['false', '0', 'no', 'off', 'n', 'disabled']
/** What a script writes for yes and for no. */
export const parseAsSwitch = parseAs({
  read: (text) => (ON.includes(text.toLowerCase()) ? true : OFF.includes(text.toLowerCase()) ? false : null),
  expected: expectedOf([...ON, ...OFF]),
})

const count = parseAsCount(Number.MAX_SAFE_INTEGER)
const part = {
  query: parseAsText.withDefault(''),
  offset: count.withDefault(0),
  limit: parseAsCount(1000).withDefault(200),
}
/** So many tags are laid beside one. */
const MOST_ALONG = 24
const parseAsTags = parseAs<readonly string[]>({
  read(text) {
    const tags = text.split(',')
    return tags.length <= MOST_ALONG && tags.every((tag) => /^\w[\w.-]{0,127}$/.test(tag)) ? tags : null
  },
  expected: `expected at most ${MOST_ALONG} tags, separated by commas`,
  most: MOST_ALONG * 129,
})
const filesParsers = {
  reference,
  platform,
  source,
  view: tagParsers.view.withDefault('layer'),
  layer: required(count, 0),
  path: parseAsTextOf(4096).withDefault(''),
  sort: tagParsers.sort,
  flat: parseAsSwitch.withDefault(false),
  hidden: parseAsSwitch.withDefault(false),
  along: parseAsTags.withDefault([]),
  ...part,
}

/** Reads the question of `GET /api/files`. @throws InputError */
export function parseFilesInput(search: URLSearchParams): FilesInput & ImageInput {
  return asked(readStrictly(filesParsers, search))
}

/** Reads the question of `GET /api/diff/files`. @throws InputError */
export function parseDiffFilesInput(search: URLSearchParams) {
  const { pair, ...rest } = asked(readStrictly({ ...pairParsers, pair: count, ...part }, search))
  return { ...rest, pair: pair ?? undefined }
}
