import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gate } from './gate.mjs'
import { givenToken, makeToken, Sessions } from './sessions.mjs'
import { Tries } from './tries.mjs'
import { isForm, type Visit } from './visit.mjs'

const TOKEN = 'correct-horse-battery'
const HOUR_MS = 3_600_000
const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

function door(options: { base?: string; tries?: Tries } = {}) {
  const gate = new Gate({ token: TOKEN, ...options })
  const visit = (target: string, headers: Record<string, string> = {}, more: Partial<Visit> = {}): Visit => ({
    ...{ method: 'GET', target, port: 3000, address: '10.0.0.9' },
    ...{ headers: { host: 'build.lan:3000', ...headers } },
    ...more,
  })
  const form = (
    target: string,
    token: string,
    headers: Record<string, string> = {},
    more: Partial<Visit> = {},
  ) =>
    gate.answerForm(
      visit(target, { origin: 'http://build.lan:3000', ...headers }, { method: 'POST', ...more }),
      new URLSearchParams({ token }).toString(),
    )
  const signedIn = () => ({ cookie: `a=b; ${form('/', TOKEN).headers['set-cookie']!.split(';')[0]}; c` })
  return { gate, visit, form, signedIn }
}

describe('the gate', () => {
  it('asks a person for the token in the place of every page, and a program by a problem document', () => {
    const { gate, visit } = door()
    for (const target of ['/', '/tag?ref=a:1', '/odd']) {
      const answer = gate.answerOf(visit(target, NAVIGATION))
      expect(answer).toMatchObject({ status: 401, headers: { 'content-type': 'text/html; charset=utf-8' } })
      expect(answer?.body).toContain('<form method="post" name="in">')
    }
    for (const target of [
      '/api/sources',
      '/api/compare.md',
      '/_next/static/a.js',
      '/sample.strata.json',
      '/icon.svg',
    ]) {
      const answer = gate.answerOf(visit(target, { accept: '*/*' }))
      expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="Strata"' } })
      expect(JSON.parse(answer!.body).detail).toMatch(/^A token is wanted here\..+ sign in at \/sign-in\.$/)
    }
  })

  it('lets in who sends the token itself, and nobody with another', () => {
    const { gate, visit } = door()
    expect(gate.answerOf(visit('/api/sources', { authorization: `Bearer ${TOKEN}` }))).toBeUndefined()
    for (const authorization of [
      'Bearer x',
      `Bearer ${TOKEN}x`,
      `Basic ${TOKEN}`,
      `Bearer ${TOKEN} x`,
      'Bearer',
    ])
      expect(gate.answerOf(visit('/api/sources', { authorization }))).toMatchObject({ status: 401 })
  })

  it('gives a cookie for the token that only its own pages send, and lets in with it', () => {
    const { gate, visit, form, signedIn } = door()
    expect(form('/', TOKEN).headers['set-cookie']).toMatch(
      /^strata-3000=\d+\.[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
    )
    expect(form('/', TOKEN, {}, { secure: true }).headers['set-cookie']).toMatch(/; Secure$/)
    expect(door({ base: '/strata' }).form('/', TOKEN).headers['set-cookie']).toContain('; Path=/strata;')
    expect(gate.answerOf(visit('/', signedIn()))).toBeUndefined()
    expect(gate.answerOf(visit('/', { cookie: 'strata-3000=1.x; strata-3001=2' }))).toMatchObject({
      status: 401,
    })
    const behind = (count: number) => ({ cookie: `${'strata-3000=1.x;'.repeat(count)}${signedIn().cookie}` })
    expect(gate.answerOf(visit('/', behind(7)))).toBeUndefined()
    expect(gate.answerOf(visit('/', behind(8)))).toMatchObject({ status: 401 })
  })

  it('leads to where the person wanted to go, and to no other server', () => {
    const { form } = door()
    const place = (target: string) => form(target, TOKEN).headers.location
    expect(place('/tag?ref=a:1&lang=ko')).toBe('/tag?ref=a:1&lang=ko')
    expect(place('/sign-in')).toBe('/')
    expect(door({ base: '/strata' }).form('/tag?ref=a:1', TOKEN).headers.location).toBe('/strata/tag?ref=a:1')
    expect(door({ base: '/strata' }).form('/sign-in', TOKEN).headers.location).toBe('/strata')
    for (const target of [
      '//evil.example/',
      '/\\evil.example',
      '/\t/evil.example',
      '/.//evil.example',
      '/@evil.example',
    ])
      expect(new URL(place(target)!, 'http://build.lan:3000').origin).toBe('http://build.lan:3000')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(new URL(place(`/${text}`)!, 'http://build.lan:3000').origin).toBe('http://build.lan:3000')
      }),
    )
  })

  it('reads the form of its own page alone', () => {
    const { form } = door()
    const foreign: Record<string, string>[] = [
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of foreign) expect(form('/', TOKEN, headers)).toMatchObject({ status: 403 })
    const { visit } = door()
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(isForm(visit('/', type, { method: 'POST' }))).toBe(true)
    // `curl --data-binary` calls an archive so.
    expect(isForm(visit('/api/archives', type, { method: 'POST' }))).toBe(false)
  })

  it('has its page ask whether somebody who comes by a link from elsewhere has signed in', () => {
    const { gate, visit, signedIn } = door({ base: '/strata' })
    // A strict cookie does not come with the first request, and does with what the page asks.
    expect(gate.answerOf(visit('/tag', NAVIGATION))?.body).toContain('<body data-known="/strata/sign-in">')
    const ask = (headers: Record<string, string>) =>
      gate.answerOf(visit('/sign-in', headers, { method: 'HEAD' }))
    expect(ask({})).toMatchObject({ status: 401 })
    expect(ask(signedIn())).toMatchObject({ status: 200 })
  })

  it('shows who has signed in how to sign out, and takes the cookie back', () => {
    const { gate, visit, form, signedIn } = door()
    expect(gate.answerOf(visit('/sign-in', signedIn()))?.body).toContain('action="/sign-out"')
    expect(form('/sign-out', '')).toMatchObject({
      status: 303,
      headers: {
        location: '/sign-in',
        'set-cookie': expect.stringContaining('strata-3000=; Path=/; Max-Age=0'),
      },
    })
  })

  it('speaks the language of the link, of the person’s choice, or of the browser', () => {
    const { gate, visit } = door()
    const page = (target: string, headers = {}) =>
      gate.answerOf(visit(target, { ...NAVIGATION, ...headers }))?.body
    expect(page('/')).toContain('<html lang="en">')
    expect(page('/', { 'accept-language': 'fr, ko-KR;q=0.8, en;q=0.7' })).toContain('<h1><svg')
    expect(page('/', { 'accept-language': 'fr, ko-KR;q=0.8, en;q=0.7' })).toContain('Strata 로그인')
    expect(page('/?lang=ko')).toContain('Strata 로그인')
    expect(page('/', { cookie: 'strata-lang=ko' })).toContain('Strata 로그인')
  })

  it('runs nothing but its own lines, and shows nothing of a request', () => {
    const { gate, visit } = door()
    const { headers, body } = gate.answerOf(visit('/?<script>alert(1)</script>', NAVIGATION))!
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; connect-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    )
    expect(body).not.toContain('alert')
  })

  it('looks at ten wrong tokens of an address in a minute, the right one included afterwards', () => {
    let now = 0
    const { gate, visit, form, signedIn } = door({ tries: new Tries(() => now) })
    const cookie = signedIn()
    for (let index = 0; index < 10; index++)
      expect(form('/', `wrong ${index}`)).toMatchObject({ status: 401 })
    now = 20_000
    const late = form('/', TOKEN)
    expect(late).toMatchObject({ status: 429, headers: { 'retry-after': '40' } })
    expect(late.body).toContain('Try again in 40 seconds.')
    const bearer = gate.answerOf(visit('/api/sources', { authorization: `Bearer ${TOKEN}` }))
    expect(bearer).toMatchObject({ status: 429, headers: { 'retry-after': '40' } })
    expect(JSON.parse(bearer!.body).detail).toContain('Try again in 40 s.')
    expect(gate.answerOf(visit('/', cookie))).toBeUndefined()
    expect(form('/', TOKEN, {}, { address: '10.0.0.10' })).toMatchObject({ status: 303 })
    now = 60_000
    expect(form('/', TOKEN)).toMatchObject({ status: 303 })
  })
})

describe('Tries', () => {
  it('keep no more addresses than wrong tokens are counted, and bound all of them together', () => {
    let now = 0
    const tries = new Tries(() => now)
    let looked = 0
    for (let index = 0; index < 5000; index++) {
      const address = `10.0.${index >> 8}.${index & 255}`
      if (tries.waitOf(address) > 0) continue
      looked++
      tries.failed(address)
    }
    expect(looked).toBe(300)
    expect(tries.size).toBe(301)
    now = 60_001
    expect(tries.waitOf('10.0.0.1')).toBe(0)
    tries.failed('10.0.0.1')
    expect(tries.size).toBe(2)
  })

  it('take the addresses of one IPv6 network for one', () => {
    const tries = new Tries(() => 0)
    for (let index = 0; index < 10; index++) tries.failed(`2001:db8:0:1::${index.toString(16)}`)
    expect(tries.waitOf('2001:db8:0:1:ffff::')).toBe(60)
    expect(tries.waitOf('2001:db8:0:1:0:0:0:1')).toBe(60)
    expect(tries.waitOf('2001:db8:0:2::1')).toBe(0)
    expect(tries.waitOf('::1')).toBe(0)
  })
})

describe('Sessions', () => {
  it('hold for thirty days and across a restart, and end with another token', () => {
    let now = Date.UTC(2026, 0, 1)
    const { value } = new Sessions(TOKEN, () => now).issue()
    const later = new Sessions(TOKEN, () => now)
    expect(later.holds(value)).toBe(true)
    expect(new Sessions(`${TOKEN}.`, () => now).holds(value)).toBe(false)
    now += 30 * 24 * HOUR_MS - 1
    expect(later.holds(value)).toBe(true)
    now += 1
    expect(later.holds(value)).toBe(false)
  })

  it('hold with nothing of theirs changed', () => {
    const sessions = new Sessions(TOKEN)
    const { value } = sessions.issue()
    const [end, signature] = value.split('.')
    for (const other of [
      '',
      '.',
      `${Number(end) + 1}.${signature}`,
      `${end}.${signature}x`,
      `${value}.`.slice(1),
      TOKEN,
    ])
      expect(sessions.holds(other)).toBe(false)
  })
})

describe('givenToken', () => {
  it('is the variable, or what is in the file, without its last line end', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'strata-token-'))
    const file = path.join(folder, 'token')
    writeFileSync(file, `${TOKEN}\n`)
    expect(givenToken({})).toBeUndefined()
    expect(givenToken({ STRATA_TOKEN: '' })).toBeUndefined()
    expect(givenToken({ STRATA_TOKEN: TOKEN })).toBe(TOKEN)
    expect(givenToken({ STRATA_TOKEN_FILE: file })).toBe(TOKEN)
    writeFileSync(file, '\n')
    expect(() => givenToken({ STRATA_TOKEN_FILE: file })).toThrow(
      'STRATA_TOKEN_FILE is not usable: expected 16',
    )
    expect(() => givenToken({ STRATA_TOKEN_FILE: folder })).toThrow('STRATA_TOKEN_FILE cannot be read')
    expect(() => givenToken({ STRATA_TOKEN_FILE: file, STRATA_TOKEN: TOKEN })).toThrow('which one is meant?')
    rmSync(folder, { recursive: true })
  })

  it.each(['secret', 'a token with spaces', 'é'.repeat(20), 'x'.repeat(513)])(
    'is not %s, and says so without it',
    (token) => {
      expect(() => givenToken({ STRATA_TOKEN: token })).toThrow(/^STRATA_TOKEN is not usable: [^'é]+$/)
    },
  )

  it('takes the one that is made where none is given', () => {
    expect(givenToken({ STRATA_TOKEN: makeToken() })).toHaveLength(43)
    expect(makeToken()).not.toBe(makeToken())
  })
})
