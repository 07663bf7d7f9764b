import type { SourceFailure } from '../../oci/failure'
import { TLS_CODE } from '../tls'
import type { Answer } from './answer'
import { retryAfterMs } from './retry'

/** Names what an HTTP status other than success means. `what` is what was asked for, as a person would write it. */
export function failureOfStatus({ status, headers }: Answer, at: string, what: string): SourceFailure {
  if (status === 401) return { code: 'unauthorized', at }
  if (status === 403) return { code: 'denied', at }
  if (status === 404) return { code: 'not-found', at, what }
  if (status !== 429) return { code: 'server-error', at, status }
  const ms = retryAfterMs(headers['retry-after'])
  return {
    code: 'rate-limited',
    at,
    retryAfterSeconds: ms === undefined ? undefined : Math.ceil(ms / 1000),
  }
}

const CERTIFICATE = /CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH/
const NO_ANSWER =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|UND_ERR_CONNECT_TIMEOUT)$/
/** A head that says two lengths, or has no end. */
const BAD_HEAD = /^UND_ERR_(?:RES_CONTENT_LENGTH_MISMATCH|HEADERS_OVERFLOW)$/

/** Names the way in which a connection failed. `started`: the answer's head had arrived. */
export function failureOfError(error: unknown, at: string, started: boolean): SourceFailure {
  const code = deepCode(error)
  if (TLS_CODE.test(code)) return { code: 'tls', at, detail: code }
  if (NO_ANSWER.test(code)) return { code: 'unreachable', at, detail: code }
  const broken = error instanceof Error && error.name === 'HTTPParserError' ? error.message : ''
  // Something answers, but it does not speak HTTP: a TLS port asked in plain text.
  if (!started && broken.includes('Expected HTTP/'))
    return { code: 'tls', at, detail: 'the answer is not HTTP' }
  if (broken !== '') return { code: 'malformed', at, detail: /\((.*)\)$/.exec(broken)?.[1] ?? 'not HTTP' }
  if (!started && BAD_HEAD.test(code)) return { code: 'malformed', at, detail: code }
  const detail = code || (error instanceof Error ? error.name : 'unknown')
  if (started || /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code))
    return { code: 'interrupted', at, detail }
  return { code: 'unreachable', at, detail }
}

/** Whether TLS was spoken and failed by the certificate alone. */
export function isCertificateFailure(failure: SourceFailure): boolean {
  return failure.code === 'tls' && CERTIFICATE.test(failure.detail)
}

/** The code that says most: of the error itself, of what caused it, or of the first of several addresses tried. */
function deepCode(error: unknown): string {
  for (let depth = 0; depth < 4 && error instanceof Error; depth++) {
    if ('code' in error && typeof error.code === 'string' && error.code !== 'UND_ERR_INFO') return error.code
    error = error instanceof AggregateError ? error.errors[0] : error.cause
  }
  return ''
}
