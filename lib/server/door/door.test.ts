import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf } from './index.mjs'
import { settingsOf } from './settings.mjs'
import { MOST_PARAMETERS, MOST_TARGET } from './target.mjs'

const settings = settingsOf({ STRATA_ALLOWED_HOSTS: 'x.lan, Y.lan:3000', STRATA_HOST: 'build.lan' })
const visit = (target: string, headers: Record<string, string> = {}, method = 'GET') =>
  refusalOf({ method, target, headers: { host: '127.0.0.1:3000', ...headers } }, settings)
const person = {
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  accept: 'text/html,*/*;q=0.8',
}

describe('the door', () => {
  it.each([
    '127.0.0.1:3000',
    'localhost',
    '[::1]:3000',
    'build.lan:3000',
    'BUILD.LAN',
    'x.lan',
    'y.lan:3000',
  ])('lets in %s', (host) => expect(visit('/api/compare', { host })).toBeUndefined())
  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:3000', 'a.localhost', ''])(
    'refuses the name %j, on pages, the API and files alike',
    (host) => {
      for (const target of ['/', '/api/compare', '/api/archives/x', '/_next/static/a.js']) {
        expect(visit(target, { host })?.status).toBe(421)
      }
    },
  )
  it('refuses the API to pages of other sites, by Origin and by Sec-Fetch-Site', () => {
    const api = (headers: Record<string, string>) => visit('/api/compare', headers)?.status
    expect(api({ origin: 'https://evil.example' })).toBe(403)
    expect(api({ origin: 'null' })).toBe(403)
    expect(api({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(api({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(api({ 'sec-fetch-site': 'none' })).toBeUndefined()
    expect(api({ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' })).toBeUndefined()
  })
  it('lets a page of another site lead a person here, and has nothing else for it', () => {
    const page = (headers: Record<string, string>) => visit('/?s=a', headers)?.status
    const led = { ...person, 'sec-fetch-site': 'cross-site' }
    expect(page(led)).toBeUndefined()
    expect(page({ ...led, 'sec-fetch-site': 'same-site' })).toBeUndefined()
    for (const dest of ['iframe', 'frame', 'embed', 'object', 'empty', 'image']) {
      expect(page({ ...led, 'sec-fetch-dest': dest })).toBe(403)
    }
    for (const mode of ['no-cors', 'cors', 'same-origin', 'websocket']) {
      expect(page({ ...led, 'sec-fetch-mode': mode })).toBe(403)
    }
    for (const name of ['sec-purpose', 'purpose', 'x-moz']) {
      expect(page({ ...led, [name]: 'prefetch;prerender' })).toBe(403)
      expect(page({ ...person, [name]: 'prefetch' })).toBeUndefined()
    }
    expect(
      visit('/_next/static/a.js', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })?.status,
    ).toBe(403)
  })
  it('goes by Origin alone where there is no fetch metadata, so that programs need none', () => {
    expect(visit('/?s=a')).toBeUndefined()
    expect(visit('/?s=a', { accept: 'image/png' })).toBeUndefined()
    expect(visit('/?s=a', { origin: 'https://evil.example' })?.status).toBe(403)
  })
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'answers %s with 405 and what is allowed',
    (method) => {
      for (const target of ['/', '/report', '/api/compare', '/api/archives/x', '/api/snapshot']) {
        expect(visit(target, {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
      }
    },
  )
  it.each(['/api/archives', '/api/snapshots'])(
    'lets a file be posted to %s, by its own pages alone',
    (path) => {
      const post = (headers: Record<string, string>) => visit(`${path}?name=a`, headers, 'POST')?.status
      expect(post({})).toBeUndefined()
      expect(post({ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' })).toBeUndefined()
      expect(post({ origin: 'https://evil.example' })).toBe(403)
      expect(post({ 'sec-fetch-site': 'cross-site' })).toBe(403)
      expect(visit(path, {}, 'DELETE')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST' } })
    },
  )
  it('reads as many parameters, and as long a link, as it promises, and no more', () => {
    const link = (count: number) => `/?${Array.from({ length: count }, () => 's=a').join('&')}`
    expect(visit(link(MOST_PARAMETERS))).toBeUndefined()
    expect(visit(link(MOST_PARAMETERS + 1))?.status).toBe(414)
    expect(visit(`/?platform=${'x'.repeat(100_000)}`)).toBeUndefined()
    expect(visit(`/?platform=${'x'.repeat(MOST_TARGET)}`)?.status).toBe(414)
    expect(visit(`/api/compare?${'s=a&'.repeat(60_000)}`)?.status).toBe(414)
    expect(visit(`/x?${'&'.repeat(300)}`)?.status).toBe(414)
    expect(visit('/', { cookie: 'a=b; '.repeat(10_000) })).toBeUndefined()
    expect(visit('/', { cookie: 'a=b; '.repeat(14_000) })?.status).toBe(431)
    expect(visit('/a'.repeat(17))?.status).toBe(414)
    expect(visit(`/${'a'.repeat(3000)}`)?.status).toBe(414)
    expect(visit('http://127.0.0.1:3000/')?.status).toBe(400)
    expect(visit('*', {}, 'OPTIONS')?.status).toBe(400)
  })
  it('never fails, and lets in nothing under a name that is not its own', () => {
    const name = fc.constantFrom('origin', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'accept')
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, fc.dictionary(name, text), text, text, (target, headers, method, host) => {
        const foreign = { ...headers, host: `${host}.example` }
        expect(refusalOf({ method, target: `/${target}`, headers: foreign }, settings)?.status).toBe(421)
      }),
    )
  })
  it('tells a person on a page, and a program in a problem document', () => {
    const page = visit(`/?${'s=a&'.repeat(300)}`, person)
    expect(page?.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' })
    expect(page?.body).toContain('This link is too long and was not read: it has 301 parameters')
    expect(page?.body).toContain('<p lang="ko">링크가 너무 길어서 읽지 않았습니다.')
    expect(page?.body).toContain('<a href="?">Open the page without parameters</a>')
    expect(visit('/', { ...person, host: 'evil.example' })?.body).not.toContain('<a ')
    const problem = visit(`/api/compare?${'s=a&'.repeat(300)}`, person)
    expect(problem?.headers).toMatchObject({ 'content-type': 'application/problem+json' })
    expect(JSON.parse(problem?.body ?? '')).toMatchObject({ status: 414, code: 'refused' })
    expect(visit(`/?${'s=a&'.repeat(300)}`, { accept: 'text/html' })?.body).toContain('<!doctype html>')
  })
})
