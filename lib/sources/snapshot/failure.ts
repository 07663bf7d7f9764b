import { z } from 'zod'
import type { SourceFailure } from '../../oci/failure'
import { text } from './fields'

const count = z.number().nonnegative()

/** A failure that was saved with the tag that it cost. What befell another snapshot has no place in one. */
export const savedFailure: z.ZodType<Exclude<SourceFailure, { code: 'bad-snapshot' }>> = z.discriminatedUnion(
  'code',
  [
    z.object({
      code: z.enum(['unreachable', 'unauthorized', 'denied', 'interrupted']),
      at: text,
      detail: text.optional(),
    }),
    z.object({ code: z.literal('socket-denied'), at: text, group: text.optional() }),
    z.object({ code: z.literal('not-found'), at: text, what: text }),
    z.object({ code: z.literal('rate-limited'), at: text, retryAfterSeconds: count.optional() }),
    z.object({ code: z.literal('server-error'), at: text, status: z.number().int() }),
    z.object({ code: z.literal('timeout'), at: text, seconds: count }),
    z.object({ code: z.enum(['tls', 'malformed']), at: text, detail: text }),
    z.object({ code: z.enum(['redirect-loop', 'no-catalog', 'not-allowed']), at: text }),
    z.object({ code: z.literal('too-large'), at: text, limitBytes: count }),
    z.object({ code: z.literal('digest-mismatch'), at: text, expected: text, actual: text }),
    z.object({ code: z.literal('unsupported'), at: text, mediaType: text }),
    z.object({ code: z.literal('no-platform'), at: text, wanted: text, offered: z.array(text) }),
  ],
)
