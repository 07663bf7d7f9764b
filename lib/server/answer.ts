import type { Problem } from '../analysis/report'
import { failureText } from '../document/words/failure-text'
import { wordsOf } from '../document/words/words'
import type { SourceFailure } from '../oci/failure'
import { LayerError } from '../sources/layers/layer-error'
import { SourceError } from '../sources/source'
import { InputError } from './inputs'

const STATUS: Partial<Record<SourceFailure['code'], number>> = {
  'not-found': 404,
  'not-allowed': 403,
  denied: 403,
  unauthorized: 502,
  timeout: 504,
  'rate-limited': 503,
  'bad-snapshot': 422,
}

/** What nginx calls a request whose client has left: nobody reads it. */
const CLOSED = 499

/** There is nothing at this address of the API; the message is for a person. */
export class NoSuchFileError extends Error {
  override readonly name = 'NoSuchFileError'
}

/**
 * Runs a route's work and answers with JSON, or with the work's own response: the only place where a failure
 * becomes a status. Errors are problem documents (RFC 9457).
 *
 * @param signal  of the request: what fails once the visitor has left is no failure
 */
export async function answer(signal: AbortSignal, work: () => Promise<unknown>): Promise<Response> {
  try {
    const result = await work()
    if (result instanceof Response) return result
    return Response.json(result, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (signal.aborted) return new Response(null, { status: CLOSED })
    const problem = problemOf(error)
    if (problem.status === 500) console.error(error)
    const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
    return Response.json(problem, { status: problem.status, headers })
  }
}

/** What an error means for whoever asked. */
export function problemOf(error: unknown): Problem {
  if (error instanceof InputError) {
    return {
      type: 'about:blank',
      title: 'Bad question',
      status: 400,
      detail: error.message,
      code: 'bad-query',
    }
  }
  if (error instanceof NoSuchFileError) {
    const { message: detail } = error
    return { type: 'about:blank', title: 'No such file', status: 404, detail, code: 'not-found' }
  }
  if (error instanceof SourceError) {
    const { failure } = error
    return {
      type: 'about:blank',
      title: 'A source gave no answer',
      status: STATUS[failure.code] ?? 502,
      detail:
        failure.code === 'bad-snapshot'
          ? failureText(wordsOf('en')('failures'), failure)
          : `${failure.at}: ${failure.code}`,
      code: failure.code,
      failure,
    }
  }
  if (error instanceof LayerError) {
    const { code, detail } = error.problem
    return {
      type: 'about:blank',
      title: 'This archive cannot be read',
      status: 422,
      detail: `${code}: ${detail}`,
      code,
    }
  }
  const detail =
    error instanceof Error && error.message.startsWith('STRATA_') ? error.message : 'See the server’s log.'
  return { type: 'about:blank', title: 'Strata failed', status: 500, detail, code: 'internal' }
}
