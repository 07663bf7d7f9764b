import { once } from 'node:events'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Gate } from '../lib/server/door/gate.mjs'
import { trustedProxies } from '../lib/server/door/proxies.mjs'
import { settingsOf } from '../lib/server/door/settings.mjs'
import { createFront } from './front.mjs'

const TOKEN = 'correct-horse-battery'
const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Asks as a browser or a proxy would, with the headers that `fetch` keeps to itself. */
async function ask(server: Server, path: string, { method = 'GET', headers = {}, body }: Ask = {}) {
  const { port } = server.address() as AddressInfo
  const asked = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { host: `127.0.0.1:${port}`, ...headers },
  })
  asked.end(body)
  const [answer] = await once(asked, 'response')
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
}
const form = (token: string, headers = {}): Ask => ({
  method: 'POST',
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
    ...headers,
  },
  body: new URLSearchParams({ token }).toString(),
})

describe('createFront with a gate, behind a proxy', () => {
  const seen: (string | undefined)[][] = []
  const server = createFront(
    ({ url, headers }, response) => {
      seen.push([
        url,
        headers.host,
        headers['x-forwarded-proto'] as string,
        headers['x-forwarded-for'] as string,
      ])
      response.end('in')
    },
    settingsOf({ STRATA_ALLOWED_HOSTS: 'strata.example' }),
    {
      gate: new Gate({ token: TOKEN, base: '/strata' }),
      proxies: trustedProxies('127.0.0.1'),
      base: '/strata',
    },
  )
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => void server.close())

  it('hands on nothing before somebody has signed in, and then what was asked for', async () => {
    const place = '/strata/tag?ref=a:1'
    const closed = await ask(server, place, { headers: NAVIGATION })
    expect(closed).toMatchObject({ status: 401, headers: { 'referrer-policy': 'same-origin' } })
    expect(await ask(server, '/strata/api/archives', { method: 'POST', body: 'tar' })).toMatchObject({
      status: 401,
    })
    expect(await ask(server, place, form('wrong'))).toMatchObject({ status: 401 })
    expect(seen).toEqual([])

    const entered = await ask(server, place, form(TOKEN, { 'x-forwarded-proto': 'https' }))
    expect(entered).toMatchObject({ status: 303, headers: { location: place } })
    const [cookie = ''] = entered.headers['set-cookie'] ?? []
    expect(cookie).toMatch(
      /^strata-\d+=\d+\.[\w-]+; Path=\/strata; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure$/,
    )
    const headers = { ...NAVIGATION, cookie: cookie.split(';')[0]! }
    expect(await ask(server, place, { headers })).toMatchObject({ status: 200, body: 'in' })
    expect(await ask(server, '/strata/sign-in', { headers })).toMatchObject({
      status: 200,
      body: expect.stringContaining('action="/strata/sign-out"'),
    })
    // A second tab's form, after the first one signed in.
    expect(await ask(server, place, form(TOKEN, { cookie: headers.cookie }))).toMatchObject({ status: 303 })
    expect(await ask(server, place, form('x'.repeat(100_000))).catch(() => 'cut off')).toBe('cut off')
  })

  it('keeps the rules for who has signed in, below the base path', async () => {
    const authorization = `Bearer ${TOKEN}`
    const asked = (path: string, headers = {}, method = 'GET') =>
      ask(server, path, { method, headers: { authorization, ...headers } })
    expect(await asked('/strata/api/sources')).toMatchObject({ status: 200 })
    expect(await asked('/strata/api/sources', {}, 'POST')).toMatchObject({ status: 405 })
    expect(await asked('/strata/api/sources', { 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 403,
    })
    expect(await asked('/strata/api/archives', {}, 'POST')).toMatchObject({ status: 200 })
  })

  it('hands on the person’s host and protocol, and nothing that somebody else claims', async () => {
    seen.length = 0
    const authorization = `Bearer ${TOKEN}`
    const forwarded = {
      'x-forwarded-host': 'strata.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '6.6.6.6, 192.0.2.7',
    }
    await ask(server, '/strata', { headers: { authorization, host: 'upstream', ...forwarded } })
    expect(seen).toEqual([['/strata', 'strata.example', 'https', undefined]])
    const evil = { authorization, 'x-forwarded-host': 'evil.example' }
    expect(await ask(server, '/strata', { headers: evil })).toMatchObject({ status: 421 })
  })
})

describe('createFront without named proxies', () => {
  it('takes away what somebody says of others', async () => {
    const seen: unknown[] = []
    const server = createFront(({ headers }, response) => {
      seen.push(Object.keys(headers).filter((name) => name.includes('forwarded')))
      response.end('in')
    }, settingsOf({}))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const headers = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=1.2.3.4',
    }
    expect(await ask(server, '/', { headers })).toMatchObject({ status: 200 })
    expect(await ask(server, '/', form('x'))).toMatchObject({ status: 405 })
    expect(seen).toEqual([[]])
    server.close()
  })
})
