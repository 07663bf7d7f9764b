import { type NextRequest, NextResponse } from 'next/server'
import { LOCALE_HEADER } from './lib/i18n/locale-header'
import { withBase } from './lib/link/base-path'
import { readConfig } from './lib/server/config'
import { refusalOf } from './lib/server/guard'
import { betterLink } from './lib/server/packed-link'
import { FILE_POLICY, pagePolicy } from './lib/server/policies'

const { allowedHosts } = readConfig()

/** Stands before every request: lets in who may come in, and sets the headers that keep a page to itself. */
export function proxy(request: NextRequest) {
  const { headers, nextUrl } = request
  const refusal = refusalOf(request, allowedHosts)
  if (refusal) return refusal
  const { pathname, search } = nextUrl
  const isApi = pathname.startsWith('/api/')
  const policy = isApi ? FILE_POLICY : pagePolicy(crypto.randomUUID())
  const better = isApi ? undefined : betterLink(pathname, search)
  // By the name that the browser used: behind a tunnel it is not the one that this server listens on.
  if (better) {
    const origin = `${nextUrl.protocol}//${headers.get('host')}`
    return guarded(NextResponse.redirect(new URL(withBase(better), origin), 307), policy)
  }
  // Layouts do not see the link's parameters; the language has to be known there.
  const handedOn = new Headers(headers)
  // Next.js takes the nonce of its scripts from here.
  handedOn.set('content-security-policy', policy)
  handedOn.delete(LOCALE_HEADER)
  const language = nextUrl.searchParams.get('lang')
  if (language) handedOn.set(LOCALE_HEADER, encodeURIComponent(language))
  return guarded(NextResponse.next({ request: { headers: handedOn } }), policy)
}

function guarded(response: NextResponse, policy: string): NextResponse {
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'no-referrer')
  return response
}

export const config = {
  // A body that passes here is held in memory and cut: uploads are let in by their own route.
  // Below a base path the second one does not take the first page.
  matcher: ['/', '/((?!api/archives$|api/snapshots$).*)'],
}
