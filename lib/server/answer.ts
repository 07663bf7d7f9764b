import type { Problem } from '../analysis/report'
import { failureText } from '../document/words/failure-text'
import { wordsOf } from '../document/words/words'
import type { SourceFailure } from '../oci/failure'
import { LayerError } from '../sources/layers/layer-error'
import { SourceError } from '../sources/source'
import { refusalOf } from './guard'
import { InputError } from './inputs'
import { BusyError } from './pictures'
import { runtime } from './runtime'

const STATUS: Partial<Record<SourceFailure['code'], number>> = {
  'not-found': 404,
  'not-allowed': 403,
  'not-asked': 503,
  'not-followed': 403,
  denied: 403,
  unauthorized: 502,
  timeout: 504,
  'too-slow': 504,
  'rate-limited': 503,
  'bad-snapshot': 422,
  'too-many': 422,
  unsupported: 422,
}

/** What nginx calls a request whose client has left: no one reads it. */
const CLOSED = 499

/** There is nothing at this address of the API; the message is for a person. */
export class NoSuchFileError extends Error {
  override readonly name = 'NoSuchFileError'
}

/**
 * `answer` for a route that takes uploads. The proxy leaves those out, since it would hold them in memory: they are let
 * in, or refused, here.
 */
export function answerLetIn(request: Request, work: () => Promise<unknown>): Response | Promise<Response> {
  return refusalOf(request, runtime().config.allowedHosts) ?? answer(request.signal, work)
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

/** What an error means to the caller of the API. */
export function problemOf(error: unknown): Problem {
  const of = (status: number, title: string, code: Problem['code'], detail: string): Problem => ({
    type: 'about:blank',
    title,
    status,
    detail,
    code,
  })
  if (error instanceof InputError) return of(400, 'Bad question', 'bad-query', error.message)
  if (error instanceof BusyError) return of(503, 'Busy', 'busy', error.message)
  if (error instanceof NoSuchFileError) return of(404, 'No such file', 'not-found', error.message)
  if (error instanceof SourceError) {
    const { failure } = error
    const { at, code } = failure
    const detail =
      code === 'bad-snapshot' ? failureText(wordsOf('en')('failures'), failure) : `${at}: ${code}`
    return { ...of(STATUS[code] ?? 502, 'A source gave no answer', code, detail), failure }
  }
  if (error instanceof LayerError) {
    const { code, detail } = error.problem
    return of(422, 'This archive cannot be read', code, `${code}: ${detail}`)
  }
  const isOurs = error instanceof Error && error.message.startsWith('STRATA_')
  return of(500, 'Strata failed', 'internal', isOurs ? error.message : 'See the server’s log.')
}
