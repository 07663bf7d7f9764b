// @ts-check
import { hostRule } from './host.mjs'
import { methodRule } from './method.mjs'
import { problemOf } from './problem.mjs'
import { siteRule } from './site.mjs'
import { headersRule, targetRule } from './target.mjs'
import { isApi, isNavigation } from './visit.mjs'

/**
 * What lets a request in, in order: the first refusal is the answer. They are few, pure and in plain JavaScript, since
 * the http server asks them before anything of the app has read the request, and the app once more, for `next dev`.
 *
 * @type {readonly import('./visit.mjs').Rule[]}
 */
const RULES = [targetRule, headersRule, hostRule, methodRule, siteRule]

/**
 * The answer to a request that may not come in: a page for a person, a problem document (RFC 9457) for a program;
 * undefined for one that may.
 *
 * @param {import('./visit.mjs').Visit} visit
 * @param {import('./visit.mjs').Settings} settings
 */
export function refusalOf(visit, settings) {
  for (const rule of RULES) {
    const refusal = rule(visit, settings)
    if (refusal) return answerOf(visit, refusal)
  }
  return undefined
}

/** @param {import('./visit.mjs').Visit} visit @param {import('./visit.mjs').Refusal} refusal */
function answerOf(visit, { status, detail, korean, headers }) {
  const isPage = isNavigation(visit) && !isApi(visit)
  return {
    status,
    headers: {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...headers,
    },
    body: isPage ? pageOf(status, detail, korean) : problemOf(status, detail),
  }
}

/** What was too long is a link's parameters or a site's cookies: the page itself may still be opened. */
const PLAIN =
  '<p><a href="?">Open the page without parameters</a> · <a href="?" lang="ko">매개변수 없이 페이지 열기</a></p>'

/**
 * Sentences are written here and hold numbers at most: nothing of a request is in them.
 *
 * @param {number} status
 * @param {string} detail
 * @param {string | undefined} korean
 */
function pageOf(status, detail, korean) {
  const sentences = `<p>${detail}</p>${korean ? `<p lang="ko">${korean}</p>` : ''}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Strata</title>
<style>:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}main{max-width:36rem;margin:6rem auto;padding:0 1rem}</style>
</head><body><main><h1>Strata</h1>${sentences}${status === 414 || status === 431 ? PLAIN : ''}</main></body></html>
`
}
