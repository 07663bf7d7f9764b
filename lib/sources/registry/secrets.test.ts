import { MockAgent } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../source'
import type { Credentials } from './docker-config'
import { type FakeRegistry, putDocument, startFakeRegistry } from './fake-registry.testing'
import { registrySource } from './source'

const never = new AbortController().signal
const basic: Credentials = { kind: 'basic', username: 'me', password: 'pass:word' }
const identity: Credentials = { kind: 'identity-token', token: 'refresh-secret' }
const HEADER = `Basic ${Buffer.from('me:pass:word').toString('base64')}`
const TAGS = '{"tags":["1"]}'
let fake: FakeRegistry
let other: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
  other = await startFakeRegistry()
})
afterEach(() => Promise.all([fake.stop(), other.stop()]))

const tags = (credentials: Credentials, host = fake.host) =>
  registrySource({ host, timeoutMs: 1500, credentials: async () => credentials }).tags(
    { host, repository: 'app' },
    never,
  )
const outcome = (work: Promise<unknown>) => work.catch((error: unknown) => error)

/** Answers 401 with this challenge, save for the token's path. */
const challenge = (header: string) => {
  fake.before = (request, response) => {
    if (request.url!.startsWith('/token') || request.headers.authorization === 'Bearer t0k') return false
    response.writeHead(401, { 'www-authenticate': header }).end()
    return true
  }
  putDocument(fake, '/v2/app/tags/list', 'application/json', TAGS)
}

describe('secrets', () => {
  it('an identity token is exchanged by POST, in the body alone', async () => {
    challenge(`Bearer realm="http://${fake.host}/token",service="s"`)
    const inner = fake.before
    let body = ''
    fake.before = (request, response) => {
      if (request.method !== 'POST') return inner(request, response)
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => response.end('{"access_token":"t0k"}'))
      return true
    }
    expect(await tags(identity)).toHaveLength(1)
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-secret',
      scope: 'repository:app:pull',
    })
    expect(fake.requests.map(({ path }) => path).join()).not.toContain('refresh-secret')
  })

  it('an identity token does not follow a redirect', async () => {
    challenge(`Bearer realm="http://${fake.host}/token",service="s"`)
    const inner = fake.before
    fake.before = (request, response) => {
      if (request.method !== 'POST') return inner(request, response)
      response.writeHead(307, { location: `http://${other.host}/steal` }).end()
      return true
    }
    expect(await outcome(tags(identity))).toBeInstanceOf(SourceError)
    expect(other.requests).toEqual([])
  })

  it('a password does not follow a redirect of the token server', async () => {
    challenge(`Bearer realm="http://${fake.host}/token",service="s"`)
    const inner = fake.before
    fake.before = (request, response) => {
      if (!request.url!.startsWith('/token')) return inner(request, response)
      response.writeHead(307, { location: `http://${other.host}/token` }).end()
      return true
    }
    putDocument(other, '/token', 'application/json', '{"token":"t0k"}')
    await tags(basic)
    expect(other.requests.map(({ authorization }) => authorization)).toEqual([undefined])
  })

  it('a challenge of a redirect’s target is not answered', async () => {
    fake.before = (_, response) => {
      response.writeHead(307, { location: `http://${other.host}/list` }).end()
      return true
    }
    other.before = (_, response) => {
      response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${other.host}/token"` }).end()
      return true
    }
    expect(await outcome(tags(basic))).toMatchObject({ failure: { code: 'unauthorized' } })
    expect(other.requests.map(({ path }) => path)).toEqual(['/list'])
  })

  it.each(['Basic realm="r"', 'Bearer realm="https://evil.example/token"'])(
    'are not given to a challenge that came in plain http from another machine: %s',
    async (header) => {
      const agent = new MockAgent()
      agent.disableNetConnect()
      const seen: unknown[] = []
      const record =
        (status: number, body: string, headers = {}) =>
        (options: { headers?: unknown }) => {
          seen.push(options.headers)
          return { statusCode: status, data: body, responseOptions: { headers } }
        }
      const refuse = record(401, '', { 'www-authenticate': header })
      const plain = agent.get('http://insecure.example')
      plain.intercept({ path: /.*/ }).reply(refuse).persist()
      agent
        .get('https://evil.example')
        .intercept({ path: /.*/ })
        .reply(record(200, '{"token":"t"}'))
        .persist()
      const source = registrySource({
        host: 'insecure.example',
        insecure: true,
        dispatcher: agent,
        timeoutMs: 1500,
        credentials: async () => basic,
      })
      expect(await outcome(source.describe(never))).toMatchObject({ failure: { code: 'unauthorized' } })
      expect(JSON.stringify(seen)).not.toContain(HEADER)
      expect(seen.length).toBeGreaterThan(0)
      await agent.close()
    },
  )

  it('appear in no error, down to its causes', async () => {
    challenge(`Bearer realm="http://${fake.host}/token",service="s"`)
    putDocument(fake, '/token', 'application/json', '{"token":"bad\\r\\nheader pass:word"}')
    for (const credentials of [basic, identity]) {
      const error = await outcome(tags(credentials))
      expect(error).toMatchObject({ failure: { code: 'malformed' } })
      const text = `${JSON.stringify(error)} ${String(error)} ${String((error as Error).cause)}`
      expect(text).not.toMatch(/pass:word|refresh-secret|bWU6/)
    }
  })

  it('a token that has been revoked is fetched again', async () => {
    challenge(`Bearer realm="http://${fake.host}/token",service="s"`)
    putDocument(fake, '/token', 'application/json', '{"token":"t0k","expires_in":3600}')
    const { host } = fake
    const source = registrySource({ host, timeoutMs: 1500 })
    await source.tags({ host, repository: 'app' }, never)
    putDocument(fake, '/token', 'application/json', '{"token":"new"}')
    fake.before = (request, response) => {
      if (request.url!.startsWith('/token') || request.headers.authorization === 'Bearer new') return false
      response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token"` }).end()
      return true
    }
    expect(await source.tags({ host, repository: 'app' }, never)).toHaveLength(1)
  })
})

describe('redirects', () => {
  it('lead neither from https to plain http, nor from elsewhere to this machine', async () => {
    for (const location of [
      'http://cdn.example/blob',
      `http://${fake.host}/blob`,
      'https://localhost/blob',
    ]) {
      const agent = new MockAgent()
      agent.disableNetConnect()
      const secure = agent.get('https://registry.example')
      secure.intercept({ path: /.*/ }).reply(307, '', { headers: { location } })
      const source = registrySource({ host: 'registry.example', dispatcher: agent })
      expect(await outcome(source.describe(never))).toMatchObject({ failure: { code: 'not-followed' } })
      await agent.close()
    }
    expect(fake.requests).toEqual([])
  })
})

describe('Docker Hub', () => {
  it('is asked at registry-1.docker.io, with a token of auth.docker.io', async () => {
    const agent = new MockAgent()
    agent.disableNetConnect()
    const path = '/v2/library/redis/tags/list?n=1000'
    const hub = agent.get('https://registry-1.docker.io')
    const www = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"'
    hub.intercept({ path }).reply(401, '', { headers: { 'www-authenticate': www } })
    hub.intercept({ path, headers: { authorization: 'Bearer hub' } }).reply(200, TAGS)
    agent
      .get('https://auth.docker.io')
      .intercept({
        path: '/token?service=registry.docker.io&scope=repository%3Alibrary%2Fredis%3Apull',
        headers: { authorization: HEADER },
      })
      .reply(200, '{"token":"hub"}')
    const source = registrySource({ host: 'docker.io', dispatcher: agent, credentials: async () => basic })
    expect(await source.tags({ host: 'docker.io', repository: 'library/redis' }, never)).toEqual([
      { tag: '1' },
    ])
    agent.assertNoPendingInterceptors()
    await agent.close()
  })
})
