import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type FakeRegistry, putDocument, startFakeRegistry } from '../sources/registry/fake-registry.testing'
import { TestRuntime } from './runtime.testing'

const never = new AbortController().signal
let folder: string
let fake: FakeRegistry
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-registries-'))
  fake = await startFakeRegistry()
})
afterEach(async () => {
  await fake.stop()
  await rm(folder, { recursive: true, force: true })
})

it('registries that links made up are closed and forgotten, and one that is in use goes on', async () => {
  putDocument(fake, '/v2/app/tags/list', 'application/json', '{"tags":["1"]}')
  let open = 0
  let closed = () => {}
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve
  })
  const run = new TestRuntime(folder)
  const first = await run.registry(fake.host, never)
  fake.before = ({ socket }) => {
    open++
    socket.once('close', () => {
      open--
      closed()
    })
    return false
  }
  const repository = { host: fake.host, repository: 'app' }
  expect(await first.tags(repository, never)).toHaveLength(1)
  expect(open).toBe(1)
  const made = new Set<unknown>([first])
  for (let port = 1; port <= 200; port++) made.add(await run.registry(`127.0.0.2:${port}`, never))
  expect(made.size).toBe(201)
  await isClosed
  expect(open).toBe(0)
  expect(await run.registry(fake.host, never)).not.toBe(first)
  expect(await first.tags(repository, never)).toHaveLength(1)
})
