import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { NextRequest } from 'next/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadPage } from '@/lib/link/pages'
import { toCompareInput } from '@/lib/link/view-state'
import { leaving } from '@/lib/server/in-process.mjs'
import { TestRuntime } from '@/lib/server/runtime.testing'
import { compareOf, settled } from '@/lib/server/view-reads'
import {
  type FakeRegistry,
  putDocument,
  putImage,
  startFakeRegistry,
} from '@/lib/sources/registry/fake-registry.testing'
import { GET as file } from './[file]/route'
import { GET as diffFiles } from './diff/files/route'
import { GET as scan } from './scan/route'
import { GET as snapshot } from './snapshot/route'

type Get = (request: NextRequest) => Response | Promise<Response>

const read =
  (name: string): Get =>
  (request) =>
    file(request, { params: Promise.resolve({ file: name }) })

/** Each kind of endpoint with a question of `REGISTRY/app`, and the status that it answers with. */
const ENDPOINTS: readonly (readonly [string, Get, string, number])[] = [
  ['compare', read('compare'), 's=REGISTRY/app', 200],
  ['downloads', read('downloads'), 's=REGISTRY/app', 200],
  ['pull', read('pull'), 's=REGISTRY/app&tag=2', 200],
  ['image', read('image'), 'reference=REGISTRY/app:1', 200],
  ['chain', read('chain'), 'reference=REGISTRY/app:1', 200],
  ['shared', read('shared'), 'reference=REGISTRY/app:1', 200],
  ['diff', read('diff'), 'a=REGISTRY/app:1&b=REGISTRY/app:2', 200],
  ['tags', read('tags'), 'repository=REGISTRY/app', 200],
  ['repositories', read('repositories'), 'q=app', 200],
  ['sources', read('sources'), '', 200],
  ['plan', read('plan'), 's=REGISTRY/app', 200],
  ['advice', read('advice'), 's=REGISTRY/app', 200],
  ['snapshot', snapshot, 's=REGISTRY/app', 200],
  ['compare.md', read('compare.md'), 's=REGISTRY/app', 200],
  ['downloads.csv', read('downloads.csv'), 's=REGISTRY/app', 200],
  ['planner.json', read('planner.json'), 'advise=REGISTRY/app&card=advice', 200],
  ['tag.json', read('tag.json'), 'ref=REGISTRY/app:1&with=REGISTRY/app:2', 200],
  // These need the files of the layers, which have not been read.
  ['files', read('files'), 'reference=REGISTRY/app:1&view=layer&layer=0', 400],
  ['diff/files', diffFiles, 'a=REGISTRY/app:1&b=REGISTRY/app:2', 400],
]

// Each question loads what it needs the first time, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 20_000 })
const POLL = { interval: 5, timeout: 4000 }

const globals = globalThis as { strataRuntime?: TestRuntime | undefined }
let folder: string
let registry: FakeRegistry
beforeEach(async () => {
  folder = mkdtempSync(`${tmpdir()}/strata-leaving-`)
  registry = await startFakeRegistry()
  putImage(registry, 'app', '1', ['base', 'one'])
  putImage(registry, 'app', '2', ['base', 'two'])
  for (const [path, body] of [
    ['', {}],
    ['_catalog', { repositories: ['app'] }],
    ['app/tags/list', { name: 'app', tags: ['1', '2'] }],
  ] as const)
    putDocument(registry, `/v2/${path}`, 'application/json', JSON.stringify(body))
  const env = { STRATA_REGISTRIES: registry.host, STRATA_TIMEOUT_MS: '20000', STRATA_CACHE_DIR: folder }
  globals.strataRuntime = new TestRuntime(folder, undefined, env)
})
afterEach(async () => {
  await globals.strataRuntime?.facts.flush()
  globals.strataRuntime = undefined
  await registry.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

const ask = (query: string, signal: AbortSignal) =>
  new NextRequest(`http://127.0.0.1:3000/api/x?${query.replaceAll('REGISTRY', registry.host)}`, { signal })

/** Lets the registry answer nothing until `release` is called. */
function hold() {
  const waiting = new Map<ServerResponse, IncomingMessage>()
  registry.before = (request, response) => {
    waiting.set(response, request)
    response.on('close', () => waiting.delete(response))
    return true
  }
  return {
    waiting: () => waiting.size,
    release() {
      registry.before = () => false
      for (const [response, request] of waiting) {
        const { type, body } = registry.documents.get(request.url!.split('?')[0]!)!
        response.writeHead(200, { 'content-type': type }).end(body)
      }
    },
  }
}

/** Time for a second viewer to come as far as the first one is. */
const joined = () => new Promise((resolve) => setTimeout(resolve, 50))

describe.each(ENDPOINTS)('a viewer of %s', (name, get, query, status) => {
  it('who leaves ends the requests to the source, and spoils no later answer', async () => {
    const held = hold()
    const leaves = new AbortController()
    const left = get(ask(query, leaves.signal))
    await expect.poll(held.waiting, POLL).toBeGreaterThan(0)
    leaves.abort()
    await expect.poll(held.waiting, POLL).toBe(0)
    expect((await left).status).toBe(499)
    const asked = registry.requests.length
    held.release()
    const answer = await get(ask(query, new AbortController().signal))
    expect(answer.status).toBe(status)
    expect(registry.requests.length).toBeGreaterThan(asked)
    expect(await answer.text()).not.toMatch(/abort|interrupted/i)
  })

  it('who leaves does not end what another one waits for', async () => {
    const held = hold()
    const leaves = new AbortController()
    const left = get(ask(query, leaves.signal))
    await expect.poll(held.waiting, POLL).toBeGreaterThan(0)
    const stayed = get(ask(query, new AbortController().signal))
    await joined()
    const asked = registry.requests.length
    leaves.abort()
    expect((await left).status).toBe(499)
    expect(held.waiting()).toBe(asked)
    held.release()
    const answer = await stayed
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toMatch(/abort|interrupted/i)
    // Nothing was asked for twice, save whether the registry is there.
    const paths = registry.requests.map(({ method, path }) => `${method} ${path}`)
    if (name !== 'sources') expect(paths).toEqual([...new Set(paths)])
  })
})

it('a page whose last visitor has left ends the requests to the source', async () => {
  const held = hold()
  const leaves = new AbortController()
  const question = toCompareInput(loadPage('compare', new URLSearchParams({ s: `${registry.host}/app` })))
  const read = leaving.run(leaves.signal, () => settled(compareOf(question)))
  await expect.poll(held.waiting, POLL).toBeGreaterThan(0)
  leaves.abort()
  await expect.poll(held.waiting, POLL).toBe(0)
  expect(await read).toEqual({})
})

it('a scan whose viewer leaves before the tag is read ends the requests to the source', async () => {
  const held = hold()
  const leaves = new AbortController()
  const { body } = await scan(ask('reference=REGISTRY/app:1', leaves.signal))
  await expect.poll(held.waiting, POLL).toBeGreaterThan(0)
  leaves.abort()
  await expect.poll(held.waiting, POLL).toBe(0)
  expect(await new Response(body).text()).toBe(':\n\n')
})
