import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failureText } from '../document/words/failure-text'
import { wordsOf } from '../document/words/words'
import { type FakeRegistry, putDocument, startFakeRegistry } from '../sources/registry/fake-registry.testing'
import { failureIn } from '../sources/source'
import { localSource, TestRuntime } from './runtime.testing'

const never = new AbortController().signal
let folder: string
let named: FakeRegistry
let other: FakeRegistry

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-exposed-'))
  ;[named, other] = await Promise.all([startFakeRegistry(), startFakeRegistry()])
  const auth = Buffer.from('me:secret').toString('base64')
  const auths = { [named.host]: { auth }, [other.host]: { auth } }
  await writeFile(path.join(folder, 'config.json'), JSON.stringify({ auths }))
  for (const fake of [named, other]) {
    putDocument(fake, '/v2/app/tags/list', 'application/json', '{"tags":["1"]}')
    fake.before = ({ headers }, response) => {
      if (headers.authorization !== undefined) return false
      response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end()
      return true
    }
  }
})
afterEach(async () => {
  await Promise.all([named.stop(), other.stop()])
  await rm(folder, { recursive: true, force: true })
})

const run = (env: Record<string, string>) =>
  new TestRuntime(folder, localSource({ [`${other.host}/app`]: [] }), env)
const tags = async (runtime: TestRuntime, { host }: FakeRegistry) =>
  (await runtime.registry(host, never)).tags({ host, repository: 'app' }, never)

it('asks a loopback registry with a stored login for those who are on this machine', async () => {
  const here = run({ STRATA_HOST: '127.0.0.1' })
  expect(await tags(here, other)).toHaveLength(1)
})

it('asks no loopback registry for people elsewhere because a login or an image names it', async () => {
  const exposed = run({ STRATA_HOST: '0.0.0.0', STRATA_REGISTRIES: named.host })
  expect(await tags(exposed, named)).toHaveLength(1)
  const failure = failureIn(await tags(exposed, other).catch((error: unknown) => error))
  expect(failure).toEqual({ code: 'not-allowed', at: other.host })
  expect(failureText(wordsOf('en')('failures'), failure)).toMatch(/name it in STRATA_REGISTRIES\.$/)
  expect(other.requests).toEqual([])
})
