import { z } from 'zod'
import { type CacheSetId, parseCacheSet } from '../analysis/cache-set'
import { RULE_CHOICES } from '../analysis/pull/rules'
import type {
  CompareInput,
  DiffFilesInput,
  DownloadsInput,
  FilesInput,
  PullInput,
  SourceChoice,
} from '../analysis/question'
import { parseSourceChoice } from '../link/source-choice'
import { MAX_STRATEGIES, parseStrategy } from '../link/strategy-param'
import { parsePlatform } from '../oci/platform'
import { parseReference, parseRepository, type Reference, type Repository } from '../oci/reference'
import { issueText } from '../sources/issue'

/** A question that cannot be answered as it was put; the message is for a person. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

const MAX_PARAM = 1000
const MAX_PATH = 4096
const strategy = z.string().min(1).max(MAX_PARAM).transform(parseStrategy)

const compareSchema = z.object({
  s: z.array(strategy).max(MAX_STRATEGIES),
  basis: z.enum(['transfer', 'unpacked']).default('transfer'),
  rule: z.enum(RULE_CHOICES).default('auto'),
  cache: z
    .string()
    .max(MAX_PARAM)
    .transform((text) => parseCacheSet(text))
    .pipe(
      z.custom<CacheSetId>(
        (id) => id !== undefined,
        'expected earlier, previous, previous:2, base, none, daemon or tags:a,b',
      ),
    )
    .default('earlier'),
  platform: z
    .string()
    .refine((text) => parsePlatform(text) !== undefined, 'expected os/architecture')
    .optional(),
  source: z
    .string()
    .max(MAX_PARAM)
    .transform((text) => parseSourceChoice(text))
    .pipe(
      z.custom<SourceChoice>(
        (choice) => choice !== undefined,
        'expected auto, sample, archive:name or snapshot:name',
      ),
    )
    .default('auto'),
})

/** Reads the question of the Compare page and of `GET /api/compare`. @throws InputError naming the parameter */
export function parseCompareInput(search: URLSearchParams): CompareInput {
  const { s, ...rest } = parse(compareSchema, { ...single(search), s: search.getAll('s') })
  return { strategies: s, ...rest }
}

const downloadsSchema = compareSchema.extend({
  keep: z.coerce.number().int().min(0).max(10_000).default(3),
  ahead: z.coerce.number().int().min(0).max(10_000).default(10),
  drop: z.coerce.number().int().min(0).max(10_000).default(1),
})

/** Reads the question of the Downloads page and of `GET /api/downloads`. @throws InputError */
export function parseDownloadsInput(search: URLSearchParams): DownloadsInput {
  const { s, ...rest } = parse(downloadsSchema, { ...single(search), s: search.getAll('s') })
  return { strategies: s, ...rest }
}

const pullSchema = compareSchema.extend({ s: strategy, tag: z.string().min(1).max(MAX_PARAM) })

/** Reads the question of `GET /api/pull`: a strategy, one of its tags, and what the host holds. @throws InputError */
export function parsePullInput(search: URLSearchParams): PullInput {
  const { s, ...rest } = parse(pullSchema, single(search))
  return { strategy: s, ...rest }
}

const oneSchema = compareSchema.pick({ platform: true, source: true, rule: true }).extend({ s: strategy })

/** Reads one strategy, and what chooses between sources. @throws InputError */
export function parseOneInput(search: URLSearchParams) {
  const { s, ...rest } = parse(oneSchema, single(search))
  return { strategy: s, ...rest }
}

/** Reads `source`. */
export function parseSourceInput(search: URLSearchParams): SourceChoice {
  return parse(compareSchema.pick({ source: true }), single(search)).source
}

/** Reads `q`, the text to look for. */
export function parseSearch(search: URLSearchParams): string {
  return parse(z.object({ q: z.string().max(MAX_PARAM).default('') }), single(search)).q
}

/** Reads `name`, a file's. @param unnamed  what a file without one is called */
export function parseName(search: URLSearchParams, unnamed = 'archive'): string {
  return parse(z.object({ name: z.string().max(MAX_PARAM).default(unnamed) }), single(search)).name
}

/** Reads `repository`. */
export function parseRepositoryInput(search: URLSearchParams): Repository {
  const repository = parseRepository(search.get('repository') ?? '')
  if (!repository) throw new InputError('repository: expected a name such as localhost:5000/app or redis')
  return repository
}

/** Reads `reference` and the rest of an image's question. */
export function parseImageInput(
  search: URLSearchParams,
): { readonly reference: Reference } & Pick<CompareInput, 'platform' | 'source'> {
  const reference = parseReference(search.get('reference') ?? '')
  if (!reference) throw new InputError('reference: expected a name such as localhost:5000/app:0.0.1')
  return { reference, ...parse(compareSchema.pick({ platform: true, source: true }), single(search)) }
}

const MAX_PAGE = 1000
const count = z.coerce.number().int().nonnegative()

const filesSchema = z.object({
  view: z.enum(['layer', 'union']).default('layer'),
  layer: count,
  path: z.string().max(MAX_PATH).default(''),
  sort: z.enum(['size', 'name']).default('size'),
  flat: z.stringbool().default(false),
  query: z.string().max(MAX_PARAM).default(''),
  hidden: z.stringbool().default(false),
  offset: count.default(0),
  limit: count.max(MAX_PAGE).default(200),
})

/** Reads the question of `GET /api/files`, beside the image's. @throws InputError */
export function parseFilesInput(search: URLSearchParams): FilesInput {
  return parse(filesSchema, single(search))
}

/** Reads the tags whose files are to be read, one or two, and the rest of an image's question. @throws InputError */
export function parseScanInput(
  search: URLSearchParams,
): { readonly references: readonly Reference[] } & Pick<CompareInput, 'platform' | 'source'> {
  const references = search.getAll('reference').map((text) => {
    const reference = parseReference(text)
    if (!reference) throw new InputError('reference: expected a name such as localhost:5000/app:0.0.1')
    return reference
  })
  if (references.length < 1 || references.length > 2) {
    throw new InputError('reference: expected one or two')
  }
  return { references, ...parse(compareSchema.pick({ platform: true, source: true }), single(search)) }
}

/** Reads the two references of a comparison, `a` and `b`. @throws InputError */
export function parsePairInput(
  search: URLSearchParams,
): { readonly a: Reference; readonly b: Reference } & Pick<CompareInput, 'platform' | 'source'> {
  const [a, b] = (['a', 'b'] as const).map((name) => {
    const reference = parseReference(search.get(name) ?? '')
    if (!reference) throw new InputError(`${name}: expected a name such as localhost:5000/app:0.0.1`)
    return reference
  })
  return { a: a!, b: b!, ...parse(compareSchema.pick({ platform: true, source: true }), single(search)) }
}

const diffFilesSchema = z.object({
  pair: count.optional(),
  query: z.string().max(MAX_PARAM).default(''),
  offset: count.default(0),
  limit: count.max(MAX_PAGE).default(200),
})

/** Reads the question of `GET /api/diff/files`, beside the references. @throws InputError */
export function parseDiffFilesInput(search: URLSearchParams): DiffFilesInput {
  return parse(diffFilesSchema, single(search))
}

function single(search: URLSearchParams): Record<string, string> {
  return Object.fromEntries(search)
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InputError(issueText(parsed.error, 'query'))
}
