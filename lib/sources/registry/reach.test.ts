import type { LookupFunction } from 'node:net'
import { MockAgent } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOfWork } from '../failure.testing'
import { type FakeRegistry, putDocument, startFakeRegistry } from './fake-registry.testing'
import { type RegistryOptions, registrySource } from './source'

const never = new AbortController().signal
const TAGS = '{"tags":["1"]}'
let fake: FakeRegistry
let other: FakeRegistry
beforeEach(async () => {
  fake = await startFakeRegistry()
  other = await startFakeRegistry()
  for (const one of [fake, other]) putDocument(one, '/v2/app/tags/list', 'application/json', TAGS)
})
afterEach(() => Promise.all([fake.stop(), other.stop()]))

/** Reads the tags of a registry that answers everything with a redirect. */
function ledTo(location: string, options: Partial<RegistryOptions> = {}) {
  fake.before = (_, response) => {
    response.writeHead(307, { location }).end()
    return true
  }
  return tagsOf(fake.host, options)
}

function tagsOf(host: string, options: Partial<RegistryOptions> = {}) {
  return registrySource({ host, timeoutMs: 2000, ...options }).tags({ host, repository: 'app' }, never)
}

/** A look-up that gives these addresses, and what it was asked. */
function resolver(...addresses: readonly string[]) {
  const asked: string[] = []
  const lookup: LookupFunction = (name, { all }, callback) => {
    asked.push(name)
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (all) callback(null, found)
    else callback(null, found[0]!.address, found[0]!.family)
  }
  return { lookup, asked }
}

const portOf = (host: string) => host.split(':')[1]!

describe('a registry on loopback', () => {
  it('may lead to loopback', async () => {
    expect(await ledTo(`http://${other.host}/v2/app/tags/list`)).toEqual([{ tag: '1' }])
  })

  it.each([
    ...[
      'http://example.com/x',
      'http://10.0.0.1/x',
      'http://metadata.internal/x',
      'http://169.254.169.254/latest',
    ],
    ...['http://0.0.0.0:5000/x', 'http://[::ffff:127.0.0.1]:5000/x', 'http://0/x'],
  ])('leads to no plain http elsewhere: %s', async (location) => {
    expect(await failureOfWork(ledTo(location))).toMatchObject({ code: 'not-followed', why: 'plain' })
  })

  it.each([
    ...[
      '0.0.0.0',
      '[::]',
      '[::ffff:10.0.0.1]',
      '[fe80::1]',
      '169.254.169.254',
      '[fd00:ec2::254]',
      '10.1',
      '0xa000001',
    ],
    ...[
      '012.0.0.1',
      '167772161',
      '192.168.0.1',
      '224.0.0.1',
      '[64:ff9b::a9fe:a9fe]',
      '[2002:a00:1::]',
      '255.255.255.255',
    ],
  ])('leads to no such address: https://%s', async (host) => {
    const { lookup, asked } = resolver()
    expect(await failureOfWork(ledTo(`https://${host}/x`, { lookup }))).toMatchObject({
      code: 'not-followed',
      at: fake.host,
      why: 'address',
    })
    expect(asked).toEqual([])
  })

  it.each(['ftp://127.0.0.1/x', 'file:///etc/passwd', 'data:,x'])(
    'leads to no other scheme: %s',
    async (location) => {
      expect(await failureOfWork(ledTo(location))).toMatchObject({ code: 'not-followed', why: 'scheme' })
    },
  )

  it.each(['10.0.0.1', '0.0.0.0', '169.254.169.254', '::ffff:192.168.0.1', 'fe80::1', 'fd00::1'])(
    'leads to no name that is at %s',
    async (address) => {
      const { lookup, asked } = resolver(address)
      expect(await failureOfWork(ledTo('https://cdn.example/x', { lookup }))).toMatchObject({
        code: 'not-followed',
        to: 'cdn.example',
        why: 'address',
      })
      expect(asked).toEqual(['cdn.example'])
    },
  )

  it('leads a token’s question no further than a redirect', async () => {
    const { lookup } = resolver('10.0.0.1')
    fake.before = (_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="https://auth.example/token"' }).end()
      return true
    }
    expect(await failureOfWork(tagsOf(fake.host, { lookup }))).toMatchObject({
      code: 'not-followed',
      to: 'auth.example',
      why: 'address',
    })
  })
})

it('names that a registry makes up are looked up one after the other', async () => {
  let [now, most, all] = [0, 0, 0]
  const lookup: LookupFunction = (_, __, callback) => {
    most = Math.max(most, ++now)
    all++
    setTimeout(() => {
      now--
      callback(null, [{ address: '10.0.0.1', family: 4 }])
    }, 5)
  }
  fake.before = ({ url }, response) => {
    response.writeHead(307, { location: `https://x${url!.split('/').at(-1)}.example/` }).end()
    return true
  }
  const source = registrySource({ host: fake.host, timeoutMs: 5000, lookup })
  const asked = Array.from({ length: 20 }, (_, tag) => {
    const reference = { host: fake.host, repository: 'app', tag: `${tag}` }
    return failureOfWork(source.image({ reference }, never))
  })
  for (const failure of await Promise.all(asked)) expect(failure).toMatchObject({ code: 'not-followed' })
  expect([most, all]).toEqual([1, 20])
})

describe('a name', () => {
  const location = () => `http://cdn.example:${portOf(other.host)}/v2/app/tags/list`
  const plain = () => new Set([`cdn.example:${portOf(other.host)}`])

  it('that the configuration names may be led to, wherever it is', async () => {
    const { lookup } = resolver('127.0.0.1')
    const host = `registry.example:${portOf(fake.host)}`
    fake.before = (_, response) => {
      response.writeHead(307, { location: location() }).end()
      return true
    }
    expect(await tagsOf(host, { lookup, insecure: true, plain: plain() })).toEqual([{ tag: '1' }])
  })

  it('is connected to at the address that was judged, whatever it is looked up to later', async () => {
    const addresses = [['10.0.0.1', '127.0.0.1'], ['10.0.0.1']]
    let count = 0
    const lookup: LookupFunction = (_, __, callback) => {
      const found = addresses[Math.min(count++, 1)]!.map((address) => ({ address, family: 4 }))
      callback(null, found)
    }
    // Of a registry on loopback: what it leads to in https is on loopback, too, or public.
    const failure = await failureOfWork(ledTo(`https://cdn.example:${portOf(other.host)}/x`, { lookup }))
    // The other one speaks no TLS, which shows that it was connected to.
    expect(failure).toMatchObject({ code: 'tls' })
    expect(count).toBe(1)
    expect(await failureOfWork(ledTo('https://cdn.example/x', { lookup }))).toMatchObject({
      code: 'not-followed',
    })
  })

  it('of the registry itself may be private, and leads to itself at any port', async () => {
    const { lookup } = resolver('127.0.0.1')
    const host = `registry.lan:${portOf(fake.host)}`
    fake.before = (_, response) => {
      response
        .writeHead(307, { location: `http://registry.lan:${portOf(other.host)}/v2/app/tags/list` })
        .end()
      return true
    }
    expect(await tagsOf(host, { lookup, insecure: true })).toEqual([{ tag: '1' }])
    expect(await failureOfWork(tagsOf(`localhost:${portOf(fake.host)}`, resolver('10.0.0.1')))).toMatchObject(
      {
        code: 'not-followed',
      },
    )
  })
})

it.each([
  ['http://cdn.example/blob', 'downgrade'],
  ['https://127.0.0.1/blob', 'address'],
  ['https://localhost/blob', 'address'],
  ['https://10.0.0.1/blob', 'address'],
  ['https://[fd00::1]/blob', 'address'],
])('a registry elsewhere does not lead to %s', async (location, why) => {
  const agent = new MockAgent()
  agent.disableNetConnect()
  agent.get('https://registry.example').intercept({ path: /.*/ }).reply(307, '', { headers: { location } })
  expect(await failureOfWork(tagsOf('registry.example', { dispatcher: agent }))).toMatchObject({
    code: 'not-followed',
    why,
  })
  await agent.close()
})
