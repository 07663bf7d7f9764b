import { MockAgent } from 'undici'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RegistryAuth, scopeFor } from './auth'
import { Reach } from './reach'

const REGISTRY = new URL('https://registry.example/')
const SCOPE = 'repository:app:pull'
const www = 'Bearer realm="https://auth.example/token",service="s"'
const NOW = Date.parse('2026-01-01T00:00:00Z')

let agent: MockAgent
let auth: RegistryAuth

beforeEach(() => {
  // The clock on the wall may be set at any time: it has no say.
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: NOW })
  agent = new MockAgent()
  agent.disableNetConnect()
  auth = new RegistryAuth(
    REGISTRY.host,
    new Reach({ host: REGISTRY.host, dispatcher: agent }),
    async () => undefined,
  )
})
afterEach(async () => {
  vi.useRealTimers()
  await agent.close()
})

function grants(token: string, seconds?: number): void {
  const body = JSON.stringify({ token, expires_in: seconds })
  agent
    .get('https://auth.example')
    .intercept({ path: /^\/token\?/ })
    .reply(200, body)
}

function answer(refused?: string, headers: Record<string, string> = { 'www-authenticate': www }) {
  const time = { signal: new AbortController().signal, deadline: performance.now() + 60_000 }
  return auth.answer({ status: 401, headers, body: Buffer.alloc(0), url: REGISTRY }, SCOPE, refused, time)
}

describe('a token', () => {
  it('is used again until ten seconds before it expires, for its scope alone', async () => {
    grants('one', 300)
    expect(await answer()).toBe('Bearer one')
    vi.advanceTimersByTime(290_000 - 1)
    vi.setSystemTime(NOW + 900_000)
    expect(auth.headerFor(REGISTRY, SCOPE)).toBe('Bearer one')
    expect(auth.headerFor(REGISTRY, 'repository:other:pull')).toBeUndefined()
    expect(auth.headerFor(new URL('http://registry.example/'), SCOPE)).toBeUndefined()
    vi.advanceTimersByTime(1)
    vi.setSystemTime(NOW)
    expect(auth.headerFor(REGISTRY, SCOPE)).toBeUndefined()
  })

  it.each([undefined, 5])('lasts a minute when the server says %s', async (seconds) => {
    grants('one', seconds)
    await answer()
    vi.advanceTimersByTime(50_000 - 1)
    expect(auth.headerFor(REGISTRY, SCOPE)).toBe('Bearer one')
    vi.advanceTimersByTime(1)
    expect(auth.headerFor(REGISTRY, SCOPE)).toBeUndefined()
  })

  it('that another question has fetched meanwhile is tried; one that was refused is not', async () => {
    grants('one', 300)
    await answer()
    expect(await answer(undefined)).toBe('Bearer one')
    expect(await answer('Bearer before')).toBe('Bearer one')
    grants('two', 300)
    expect(await answer('Bearer one')).toBe('Bearer two')
  })

  it('is not asked for where the challenge names no scheme that is known', async () => {
    expect(await answer(undefined, {})).toBeUndefined()
    expect(await answer(undefined, { 'www-authenticate': 'Negotiate' })).toBeUndefined()
  })
})

describe('the scope of a token', () => {
  it.each([
    ['repository:app:pull', undefined, 'repository:app:pull'],
    ['repository:app:pull', 'repository:app:pull,push,delete', 'repository:app:pull'],
    ['repository:app:pull', 'repository:app:*', 'repository:app:pull'],
    [
      'repository:app:pull',
      'registry:catalog:* repository:other:pull repository:app:push',
      'repository:app:pull',
    ],
    // Azure's registry lists tags for no other.
    ['repository:app:pull', 'repository:app:metadata_read', 'repository:app:pull,metadata_read'],
    ['registry:catalog:*', 'repository:app:push', 'registry:catalog:*'],
    ['', 'registry:catalog:*', ''],
  ])('for %j is, whatever a challenge of %j asks for, %j', (needed, offered, expected) => {
    expect(scopeFor(needed, offered)).toBe(expected)
  })
})
