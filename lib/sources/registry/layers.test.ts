import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
import { failureOfWork } from '../failure.testing'
import { flood } from '../flood.testing'
import { type FakeRegistry, putDocument, putImage, sha256, startFakeRegistry } from './fake-registry.testing'
import { type RegistryOptions, registrySource } from './source'

const never = new AbortController().signal
let fake: FakeRegistry
beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const LAYER = 'layer '.repeat(400)
const BLOB = `/v2/app/blobs/${sha256(`gz ${LAYER}`)}`

/** Reads the one layer of an image. @returns its bytes */
async function read(options: Partial<RegistryOptions> = {}): Promise<number> {
  putImage(fake, 'app', '1', [LAYER])
  const source = registrySource({ host: fake.host, timeoutMs: 5000, ...options })
  const reference = parseReference(`${fake.host}/app:1`)!
  const image = await source.image({ reference }, never)
  const wanted = new Set(image.layers.map(({ diffId }) => diffId))
  let read = 0
  await source.layers!(
    [{ reference, image, wanted }],
    async ({ bytes }) => {
      if (bytes.kind === 'stream') for await (const chunk of bytes.chunks) read += chunk.length
    },
    never,
  )
  return read
}

/** Answers for the blob; the promise is when its connection is closed. */
function answerBlob(answer: (response: ServerResponse) => void): Promise<void> {
  return new Promise((resolve) => {
    fake.before = ({ url }, response) => {
      if (url !== BLOB) return false
      response.on('close', resolve)
      answer(response)
      return true
    }
  })
}

describe('a blob', () => {
  it('is read up to the length that its manifest names', async () => {
    putDocument(fake, BLOB, 'application/octet-stream', LAYER)
    expect(await read()).toBe(LAYER.length)
  })

  it('that goes on beyond it is given up at that byte, and its connection closed', async () => {
    let sent = () => 0
    const closed = answerBlob((response) => {
      sent = flood(response.writeHead(200), 1 << 28)
    })
    expect(await failureOfWork(read())).toMatchObject({
      code: 'malformed',
      detail: expect.stringContaining('more than 2400 bytes'),
    })
    await closed
    // What the connection itself holds, and no more.
    expect(sent()).toBeLessThan(1 << 26)
  })

  it('that is announced as longer is not read at all', async () => {
    const closed = answerBlob(
      (response) => void response.writeHead(200, { 'content-length': 2401 }).write('a'),
    )
    expect(await failureOfWork(read())).toMatchObject({ code: 'malformed' })
    await closed
  })

  it.each([
    ['goes silent', 0, { leastBytes: 1, seconds: 0.1 }],
    ['comes byte by byte', 10, { leastBytes: 1000, seconds: 0.3 }],
  ])('that %s is given up, and its connection closed', async (_, everyMs, expected) => {
    const closed = answerBlob((response) => {
      response.writeHead(200).write('a')
      const timer = everyMs > 0 ? setInterval(() => response.write('a'), everyMs) : undefined
      response.on('close', () => clearInterval(timer))
    })
    const pace = { idleMs: everyMs > 0 ? 10_000 : 100, windowMs: 300, leastBytes: 1000 }
    expect(await failureOfWork(read({ pace }))).toMatchObject({ code: 'too-slow', ...expected })
    await closed
  })
})
