import type { z } from 'zod'

/**
 * The first thing that is wrong with a document, in a few words: which field, and why.
 *
 * @param root  what to call the document itself, when no field is to blame
 */
export function issueText({ issues: [issue] }: z.ZodError, root: string): string {
  return issue ? `${issue.path.join('.') || root}: ${issue.message}` : 'wrong shape'
}
