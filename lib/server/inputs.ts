import { z } from 'zod'
import type { CompareInput } from '../api/compare'
import { MAX_STRATEGIES, parseStrategy } from '../api/strategy-param'
import { parsePlatform } from '../oci/platform'
import { parseReference, parseRepository, type Reference, type Repository } from '../oci/reference'

import { issueText } from '../sources/issue'
/** A question that cannot be answered as it was put; the message is for a person. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

const MAX_PARAM = 1000
const strategy = z.string().min(1).max(MAX_PARAM).transform(parseStrategy)

const compareSchema = z.object({
  s: z.array(strategy).max(MAX_STRATEGIES),
  basis: z.enum(['transfer', 'unpacked']).default('transfer'),
  rule: z.enum(['auto', 'classic', 'containerd', 'prefix-only']).default('auto'),
  cache: z.enum(['earlier', 'previous', 'base', 'none']).default('earlier'),
  platform: z
    .string()
    .refine((text) => parsePlatform(text) !== undefined, 'expected os/architecture')
    .optional(),
  source: z.enum(['auto', 'sample']).default('auto'),
})

/** Reads the question of the Compare page and of `GET /api/compare`. @throws InputError naming the parameter */
export function parseCompareInput(search: URLSearchParams): CompareInput {
  const { s, ...rest } = parse(compareSchema, { ...single(search), s: search.getAll('s') })
  return { strategies: s, ...rest }
}

/** Reads `source`. */
export function parseSourceInput(search: URLSearchParams): { readonly sample: boolean } {
  const { source } = parse(compareSchema.pick({ source: true }), single(search))
  return { sample: source === 'sample' }
}

/** Reads `q`, the text to look for. */
export function parseSearch(search: URLSearchParams): string {
  return parse(z.object({ q: z.string().max(MAX_PARAM).default('') }), single(search)).q
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

function single(search: URLSearchParams): Record<string, string> {
  return Object.fromEntries(search)
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InputError(issueText(parsed.error, 'query'))
}
