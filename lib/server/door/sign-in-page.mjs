// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { preferredOf } from '../../i18n/preferred.mjs'
import { headerOf } from './visit.mjs'

/** @typedef {import('./visit.mjs').Visit} Visit */

const ICON = readFileSync(new URL('../../../app/icon.svg', import.meta.url), 'utf8').trim()
const WORDS = { en: wordsOf('en'), ko: wordsOf('ko') }

// As app/globals.css has them: nothing is loaded for this page.
const STYLE = `
:root{color-scheme:light;--canvas:#f6f4ef;--surface:#fff;--line:#ddd8cd;--strong:#b9b2a3;--ink:#1d1f24;--muted:#5d5f66;--brand:#8a3d1c;--brand-ink:#fff;--focus:#1f5fbf;--bad:#a8261c;--bad-soft:#fbe3df}
@media(prefers-color-scheme:dark){:root{color-scheme:dark;--canvas:#131518;--surface:#1b1e23;--line:#343943;--strong:#59606d;--ink:#eceae5;--muted:#a7a9b0;--brand:#e79a6d;--brand-ink:#1a120d;--focus:#7fb2ff;--bad:#ff9286;--bad-soft:#40201d}}
*{box-sizing:border-box}
body{margin:0;padding:16px;min-height:100dvh;display:grid;place-items:center;background:var(--canvas);color:var(--ink);font:14px/1.6 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif;word-break:keep-all}
main{width:100%;max-width:400px;padding:24px;border:1px solid var(--line);border-radius:12px;background:var(--surface)}
h1{display:flex;align-items:center;gap:10px;margin:0 0 12px;font-size:18px;line-height:1.3}
h1 svg{width:28px;height:28px}
p{margin:0 0 16px;color:var(--muted)}
p.bad{padding:8px 12px;border-radius:8px;background:var(--bad-soft);color:var(--bad)}
label{display:block;margin-bottom:4px;font-weight:600}
input{width:100%;height:40px;padding:0 10px;border:1px solid var(--strong);border-radius:8px;background:var(--canvas);color:inherit;font:14px ui-monospace,Menlo,Consolas,monospace}
button,a{display:block;width:100%;margin-top:12px;padding:8px 12px;border:1px solid var(--brand);border-radius:8px;background:var(--brand);color:var(--brand-ink);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.quiet{border-color:var(--strong);background:none;color:var(--ink)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
`
// A link that carries the token behind its # signs in: that part is sent to nobody, and leaves the history at once. Who
// comes by a link from elsewhere may have signed in: a strict cookie is sent once the page itself asks.
const SCRIPT = `
const form=document.forms.namedItem('in')
function enter(){const token=/^#token=([!-~]+)$/.exec(location.hash)?.[1]
if(!token)return
history.replaceState(null,'',location.pathname+location.search)
if(!form)return location.replace(document.links[0].href)
form.elements.namedItem('token').value=decodeURIComponent(token);form.submit()}
addEventListener('hashchange',enter);enter()
if(form)fetch(document.body.dataset.known,{method:'HEAD'}).then(answer=>answer.ok&&location.replace(location.href))
`
const sourceOf = (/** @type {string} */ text) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const POLICY = `default-src 'none'; style-src ${sourceOf(STYLE)}; script-src ${sourceOf(SCRIPT)}; connect-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

/**
 * The page that asks for the token; its form goes to the address that it is shown at.
 *
 * @param {Visit} visit
 * @param {number} status
 * @param {object} state
 * @param {string} state.base
 * @param {boolean} [state.isKnown]  who asks has signed in
 * @param {number} [state.wait]  a token was refused: seconds until another one is looked at, 0 where it was wrong
 */
export function signInPage(visit, status, { base, isKnown = false, wait }) {
  const locale = localeOf(visit)
  const words = WORDS[locale]
  const problem = wait === 0 ? words.wrong : wait && words.wait.replace('{seconds}', String(wait))
  const form = `<p>${words.why}</p>
${problem ? `<p class="bad" role="alert">${problem}</p>` : ''}
<form method="post" name="in"><input name="user" value="strata" autocomplete="username" hidden><label for="token">${words.token}</label>
<input id="token" name="token" type="password" autocomplete="current-password" maxlength="512" spellcheck="false" required autofocus>
<button>${words.in}</button></form>`
  const known = `<p>${words.known}</p><a href="${base || '/'}">${words.go}</a>
<form method="post" action="${base}/sign-out"><button class="quiet">${words.out}</button></form>`
  const body = `<main><h1>${ICON.replace('<svg', '<svg aria-hidden="true"')}${isKnown ? 'Strata' : words.title}</h1>${isKnown ? known : form}</main><script>${SCRIPT}</script>`
  const icon = `data:image/svg+xml,${encodeURIComponent(ICON)}`
  return {
    status,
    headers: {
      ...HEADERS,
      ...(status === 401 && { 'www-authenticate': 'Bearer realm="Strata"' }),
      ...(wait && { 'retry-after': String(wait) }),
    },
    body: pageOf(locale, base, `<link rel="icon" href="${icon}"><style>${STYLE}</style>`, words.title, body),
  }
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  // Without its own address a browser would send the form as of nobody.
  'referrer-policy': 'same-origin',
  vary: 'accept-language, cookie',
}

/** @param {string} locale @param {string} base @param {string} head @param {string} title @param {string} body */
function pageOf(locale, base, head, title, body) {
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title>${head}</head>
<body data-known="${base}/sign-in">${body}</body></html>
`
}

/**
 * As `chooseLocale` of lib/i18n decides: the link's language, the one chosen before, the browser's.
 *
 * @param {Visit} visit
 * @returns {'en' | 'ko'}
 */
function localeOf(visit) {
  const chosen =
    /[?&]lang=(en|ko)(&|$)/.exec(visit.target)?.[1] ??
    /(?:^|; *)strata-lang=(en|ko)(;|$)/.exec(headerOf(visit, 'cookie') ?? '')?.[1]
  if (chosen) return chosen === 'ko' ? 'ko' : 'en'
  // As much as is read of what each visitor may send.
  const accept = (headerOf(visit, 'accept-language') ?? '').slice(0, 200)
  return preferredOf(accept, /** @type {const} */ (['en', 'ko'])) ?? 'en'
}

/** @param {'en' | 'ko'} locale */
function wordsOf(locale) {
  const file = new URL(`../../i18n/messages/${locale}.json`, import.meta.url)
  /** @type {Record<'title' | 'why' | 'token' | 'in' | 'wrong' | 'wait' | 'known' | 'go' | 'out', string>} */
  const words = JSON.parse(readFileSync(file, 'utf8')).signIn
  return words
}
