import type { Problem } from '@/lib/analysis/report'
import { withBase } from '@/lib/link/base-path'

/** An answer that was a problem document, or none at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
}

/** Asks the API. @throws ApiError */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  return readJson(await fetch(withBase(path), { signal }))
}

/** Asks the API for a packed report, which is kept as it came: as a text. @throws ApiError */
export async function getText(path: string, signal: AbortSignal): Promise<string> {
  return (await checked(await fetch(withBase(path), { signal }))).text()
}

/** What an answer of the API holds. @throws ApiError */
export async function readJson<T>(response: Response): Promise<T> {
  return (await (await checked(response)).json()) as T
}

/** The same answer, when it is not a problem. @throws ApiError with the server's own sentence */
export async function checked(response: Response): Promise<Response> {
  if (response.ok) return response
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined
  const { status, statusText } = response
  const detail = `${status} ${statusText}`
  throw new ApiError(problem ?? { type: 'about:blank', title: statusText, status, detail, code: 'http' })
}
