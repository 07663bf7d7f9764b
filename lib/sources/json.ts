import { z } from 'zod'
import { MOST_LAYERS, MOST_STEPS } from '../oci/max-layers'
import { SourceError } from './source'

/** A source and registry choose the words of a complaint: so much of them is shown. */
const LONGEST_DETAIL = 200

export function malformed(at: string, detail: string): SourceError {
  return new SourceError({ code: 'malformed', at, detail: detail.slice(0, LONGEST_DETAIL) })
}

/**
 * The first thing that is wrong with a document, in a few words: which field, and why.
 *
 * @param root  what to call the document itself, when no field is to blame
 */
export function issueText({ issues: [issue] }: z.ZodError, root: string): string {
  return issue ? `${issue.path.join('.') || root}: ${issue.message}` : 'wrong shape'
}

/** Reads JSON. @param path  of the file, for the failure @throws SourceError `malformed` */
export function jsonOf(body: Buffer, at: string, path = ''): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    // The parser's own words quote the body: they are left out.
    throw malformed(at, `${path}not JSON`)
  }
}

/** Checks a document by its schema. @throws SourceError `malformed`, naming the field */
export function checked<T>(json: unknown, schema: z.ZodType<T>, at: string, path = '', root = 'document'): T {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw malformed(at, path + issueText(parsed.error, root))
}

/** What a text says when it is JSON of a shape, else undefined. */
export function readAs<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Go writes a list that was never filled as `null`. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? [])

/** A list of no more than so many entries; none of a longer one is looked at. */
export const atMost = <T extends z.ZodType>(most: number, list: T) =>
  z
    .unknown()
    .refine((value) => !Array.isArray(value) || value.length <= most, 'too many entries')
    .pipe(list)

const MOST = { layers: MOST_LAYERS, steps: MOST_STEPS } as const

/** @throws SourceError `too-many` for an image of more layers or steps than are looked at */
export function refuseMany(what: keyof typeof MOST, count: number, at: string): void {
  if (count > MOST[what]) throw new SourceError({ code: 'too-many', at, what, limit: MOST[what] })
}

/** Refuses the config of such an image before its lists are gone through. @throws SourceError `too-many` */
export function refuseVast(config: unknown, at: string): void {
  const { rootfs, history } = vast.safeParse(config).data ?? {}
  refuseMany('layers', lengthOf(rootfs?.diff_ids), at)
  refuseMany('steps', lengthOf(history), at)
}

const vast = z.object({ rootfs: z.object({ diff_ids: z.unknown() }).nullish(), history: z.unknown() })
const lengthOf = (list: unknown) => (Array.isArray(list) ? list.length : 0)
