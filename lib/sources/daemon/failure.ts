import { readFileSync, statSync } from 'node:fs'
import type { SourceFailure } from '../../oci/failure'
import { TLS_CODE } from '../tls'
import type { DaemonEndpoint } from './endpoint'

/** What docker-modem and Node say of a question that failed. */
type EngineError = { readonly statusCode?: number; readonly code?: string; readonly message?: string }

/** Names what went wrong between Strata and the engine. @param what  the image or path asked for */
export function failureOf(error: unknown, { url }: DaemonEndpoint, what: string): SourceFailure {
  const { statusCode, code, message = '' } = (error ?? {}) as EngineError
  const at = url
  if (statusCode === 404) return { code: 'not-found', at, what }
  if (statusCode === 401) return { code: 'unauthorized', at }
  if (statusCode === 403) return { code: 'denied', at }
  if (statusCode === 400 && /HTTP request to an HTTPS server/.test(message)) {
    const detail = 'the engine speaks TLS only: set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH'
    return { code: 'tls', at, detail }
  }
  if (statusCode !== undefined && statusCode > 0 && statusCode !== 200) {
    return { code: 'server-error', at, status: statusCode }
  }
  if (code === 'EACCES' || code === 'EPERM') return { code: 'socket-denied', at, group: groupOf(url) }
  if (code !== undefined && TLS_CODE.test(code)) return { code: 'tls', at, detail: code }
  if (/^HPE_/.test(code ?? '')) return { code: 'malformed', at, detail: 'the answer is not HTTP' }
  if (code === 'ECONNRESET' || code === 'EPIPE') return { code: 'interrupted', at, detail: code }
  if (error instanceof SyntaxError) return { code: 'malformed', at, detail: 'not JSON' }
  return { code: 'unreachable', at, detail: code ?? message }
}

/** Name of the group that owns a socket, for the advice to join it. */
function groupOf(url: string): string | undefined {
  try {
    const { gid } = statSync(url.slice('unix://'.length))
    const line = readFileSync('/etc/group', 'utf8')
      .split('\n')
      .find((entry) => entry.split(':')[2] === String(gid))
    return line?.split(':')[0]
  } catch {
    return undefined
  }
}
