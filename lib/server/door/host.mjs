// @ts-check
import { isLoopbackHost } from '../../oci/loopback.mjs'
import { headerOf } from './visit.mjs'

/**
 * A page of another site must not reach Strata by a DNS name that it points to this machine.
 *
 * @type {import('./visit.mjs').Rule}
 */
export function hostRule(visit, { allowedHosts }) {
  const name = headerOf(visit, 'host')?.toLowerCase() ?? ''
  const bare = name.replace(/:\d+$/, '')
  if (isLoopbackHost(name) || allowedHosts.has(name) || allowedHosts.has(bare)) return undefined
  return {
    status: 421,
    detail: 'This name is not one of Strata’s own. Add it to STRATA_ALLOWED_HOSTS if it should be.',
    korean: 'Strata의 호스트 이름이 아닙니다. 이 이름으로 접속하려면 STRATA_ALLOWED_HOSTS에 추가하세요.',
  }
}
