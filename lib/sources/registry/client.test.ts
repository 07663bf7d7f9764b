import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
import { SourceError } from '../source'
import {
  type FakeRegistry,
  type Handler,
  putDocument,
  putImage,
  startFakeRegistry,
} from './fake-registry.testing'
import { retryAfterMs } from './retry'
import { type RegistryOptions, registrySource } from './source'

const never = new AbortController().signal
let fake: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const always = (handler: Handler) => {
  fake.before = (request, response) => {
    handler(request, response)
    return true
  }
}
const source = (options: Partial<RegistryOptions> = {}) =>
  registrySource({ host: fake.host, timeoutMs: 400, concurrency: 2, ...options })
const reference = (name: string) => parseReference(`${fake.host}/${name}`)!
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof SourceError ? error.failure.code : String(error)),
  )

describe('a registry that is down', () => {
  it('costs its timeout once, not once for every question that waits', async () => {
    always(() => {})
    const start = performance.now()
    const one = source()
    const asks = Array.from({ length: 40 }, (_, tag) =>
      codeOf(one.image({ reference: reference(`app:${tag}`) }, never)),
    )
    expect(new Set(await Promise.all(asks))).toEqual(new Set(['timeout']))
    expect(performance.now() - start).toBeLessThan(1500)
    expect(fake.requests).toHaveLength(2)
  })

  it('is asked again by the next question, and answers when it is back', async () => {
    always(() => {})
    const one = source()
    expect(await codeOf(one.describe(never))).toBe('timeout')
    always((_, response) => void response.end('{}'))
    expect(await codeOf(one.describe(never))).toBe('answered')
  })

  it('with 500 is not asked four times for each of many tags', async () => {
    always((_, response) => void response.writeHead(500).end())
    const one = source({ timeoutMs: 5000 })
    const asks = Array.from({ length: 20 }, (_, tag) =>
      codeOf(one.image({ reference: reference(`app:${tag}`) }, never)),
    )
    expect(new Set(await Promise.all(asks))).toEqual(new Set(['server-error']))
    expect(fake.requests.length).toBeLessThanOrEqual(2 * 4 + 18)
  })

  it('for one tag alone leaves the others alone, also those that still wait', async () => {
    for (let tag = 0; tag < 25; tag++) putImage(fake, 'app', String(tag), [`layer ${tag}`])
    fake.before = (request, response) => {
      const found = fake.documents.get(request.url!)!
      if (!request.url!.endsWith('/manifests/0')) setTimeout(() => response.end(found.body), 20)
      return true
    }
    const one = source()
    const asks = Array.from({ length: 25 }, (_, tag) =>
      codeOf(one.image({ reference: reference(`app:${tag}`) }, never)),
    )
    expect(await Promise.all(asks)).toEqual(['timeout', ...Array(24).fill('answered')])
  })
})

describe('the time of a question', () => {
  it('is one for all documents of an image', async () => {
    putImage(fake, 'app', '1', ['base'])
    fake.before = (request, response) => {
      const found = fake.documents.get(request.url!)!
      setTimeout(() => response.end(found.body), 250)
      return true
    }
    expect(await codeOf(source().image({ reference: reference('app:1') }, never))).toBe('timeout')
  })

  it('is the asker’s own: an abort is passed on as it is', async () => {
    always(() => {})
    const stop = new AbortController()
    const work = source().image({ reference: reference('app:1') }, stop.signal)
    setTimeout(() => stop.abort(new Error('left')), 20)
    await expect(work).rejects.toThrow('left')
  })

  it('of one asker does not end with another’s', async () => {
    putImage(fake, 'app', '1', ['base'])
    fake.before = (request, response) => {
      setTimeout(() => response.end(fake.documents.get(request.url!)!.body), 50)
      return true
    }
    const one = source()
    const stop = new AbortController()
    const left = codeOf(one.image({ reference: reference('app:1') }, stop.signal))
    const stayed = codeOf(one.image({ reference: reference('app:1') }, never))
    stop.abort(new Error('left'))
    expect(await Promise.all([left, stayed])).toEqual(['Error: left', 'answered'])
    expect(fake.requests).toHaveLength(2)
  })
})

describe('a port that is no plain registry', () => {
  const listen = async (answer: Buffer) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(answer))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    return { host: `127.0.0.1:${port}`, stop: () => server.close() }
  }

  it('is a matter of TLS when it does not speak HTTP', async () => {
    // A TLS alert, as a server sends it to plain text: fatal, unexpected message.
    const server = await listen(Buffer.from([21, 3, 1, 0, 2, 2, 10]))
    expect(await codeOf(registrySource({ host: server.host, timeoutMs: 1500 }).describe(never))).toBe('tls')
    server.stop()
  })

  it('is named by its 400 when https is not spoken either', async () => {
    always((_, response) => void response.writeHead(400).end())
    const failure = await source()
      .describe(never)
      .catch((error: SourceError) => error.failure)
    expect(failure).toMatchObject({ code: 'server-error', status: 400 })
  })

  it('is unreachable when the port is no port', async () => {
    expect(await codeOf(registrySource({ host: 'localhost:99999' }).describe(never))).toBe('unreachable')
  })
})

describe('lists', () => {
  const list = () => source({ timeoutMs: 8000 }).tags({ host: fake.host, repository: 'app' }, never)

  it('of pages without end are refused, not cut', async () => {
    let page = 0
    always((_, response) => {
      response
        .writeHead(200, { link: `</v2/app/tags/list?last=${page++}>; rel="next"` })
        .end('{"tags":["1"]}')
    })
    expect(await codeOf(list())).toBe('malformed')
  })

  it('of more than 8 MiB over all pages are too large', async () => {
    let page = 0
    const body = JSON.stringify({ tags: ['x'.repeat(3 << 20)] })
    always((_, response) => void response.writeHead(200, { link: `<?last=${page++}>; rel="next"` }).end(body))
    const failure = await list().catch((error: SourceError) => error.failure)
    expect(failure).toMatchObject({ code: 'too-large', limitBytes: 8 << 20 })
  })

  it('stay with their repository, wherever Link points', async () => {
    fake.before = (request, response) => {
      if (request.url !== '/v2/app/tags/list?n=1000') return false
      response
        .writeHead(200, { link: '<http://proxy.internal/x/secret?last=1>; rel="next"' })
        .end('{"tags":["1"]}')
      return true
    }
    putDocument(fake, '/v2/app/tags/list', 'application/json', '{"tags":["2"]}')
    expect(await list()).toEqual([{ tag: '1' }, { tag: '2' }])
  })
})

describe('retryAfterMs', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  it.each([
    ['5', 5000],
    ['Thu, 01 Jan 2026 00:00:07 GMT', 7000],
    ['Thu, 01 Jan 2015 00:00:00 GMT', 0],
    ['9'.repeat(400), 30 * 24 * 3600 * 1000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected))
})
