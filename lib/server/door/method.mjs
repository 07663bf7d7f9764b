// @ts-check
import { isApi, isForm, pathOf } from './visit.mjs'

/** The routes that take something: an image archive, which is read and not kept, and a snapshot, kept in memory. */
const UPLOADS = ['/api/archives', '/api/snapshots']

/**
 * Nothing is offered but reading, and reading a file that the person gives.
 *
 * @type {import('./visit.mjs').Rule}
 */
export function methodRule(visit, { takesForms }) {
  const { method } = visit
  const takes = UPLOADS.includes(pathOf(visit))
  if (method === 'GET' || method === 'HEAD' || (method === 'POST' && takes)) return undefined
  if (takesForms && isForm(visit)) return undefined
  const detail = isApi(visit) ? 'The API only answers GET and HEAD here.' : 'Only GET and HEAD are answered.'
  return { status: 405, detail, headers: { allow: takes ? 'GET, HEAD, POST' : 'GET, HEAD' } }
}
