import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CompareInput } from '../analysis/question'
import { parseReference, parseRepository } from '../oci/reference'
import { type ImageSource, SourceError } from '../sources/source'
import { readCompare, readImage } from './compare'
import { readRepositories, readSources, readTags } from './inventory'
import { localSource, TestRuntime } from './runtime.testing'

const never = new AbortController().signal

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-compare-'))
})
afterEach(async () => {
  shared.strataRuntime = undefined
  await rm(folder, { recursive: true, force: true })
})

function over(local?: ImageSource, env?: Record<string, string>) {
  shared.strataRuntime = new TestRuntime(folder, local, env)
}
const question = (references: readonly string[], source: CompareInput['source'] = 'auto'): CompareInput => ({
  strategies: references.map((reference) => ({ reference })),
  basis: 'transfer',
  rule: 'auto',
  cache: 'earlier',
  source,
})
const SAMPLED = 'localhost:5000/docker-layer-base'

describe('the bundled sample', () => {
  it('answers with the articles’ strategies where nothing live does', async () => {
    over()
    const report = await readCompare(question([]), never)
    expect(report).toMatchObject({ source: 'sample', engine: { store: 'classic' } })
    expect(report.strategies.map(({ kind }) => kind.kind)).toEqual(['chained', 'fixed-base', 'custom-base'])
    expect(await readSources(never)).toMatchObject({ sample: true })
  })

  it('answers for its own repositories, their tags and images as well', async () => {
    over()
    expect(await readCompare(question([SAMPLED]), never)).toMatchObject({ source: 'sample' })
    const { tags } = await readTags(parseRepository(SAMPLED)!, 'auto', never)
    expect(tags.map(({ tag, sources }) => [tag, ...sources])).toContainEqual(['0.0.1', 'snapshot'])
    const image = await readImage(
      { reference: parseReference('localhost:5000/centos:latest')!, source: 'auto' },
      never,
    )
    expect(image.tag.failures).toEqual([])
    expect(image.layers.length).toBeGreaterThan(0)
  })

  it('does not answer for another repository, nor its tags and images', async () => {
    over()
    const report = await readCompare(question([SAMPLED, 'localhost:1/app']), never)
    expect(report.source).toBe('live')
    const image = await readImage({ reference: parseReference('localhost:1/app:1')!, source: 'auto' }, never)
    expect(image.tag.failures).toMatchObject([{ code: 'unreachable' }])
    const { problems } = await readTags(parseRepository('localhost:1/app')!, 'auto', never)
    expect(problems).toMatchObject([{ source: 'registry', failure: { code: 'unreachable' } }])
  })

  it('stays away where a daemon or a registry is, unless it is asked for', async () => {
    over(localSource({}))
    expect(await readCompare(question([]), never)).toMatchObject({ source: 'live', strategies: [] })
    expect(await readCompare(question([], 'sample'), never)).toMatchObject({ source: 'sample' })
    over(undefined, { STRATA_REGISTRIES: 'localhost:1' })
    expect(await readCompare(question([]), never)).toMatchObject({ source: 'live', strategies: [] })
  })
})

describe('a daemon and a registry', () => {
  const local = localSource({
    'docker.io/library/redis': [{ tag: '1' }],
    'localhost:1/app': [{ tag: '1' }, { tag: '2' }],
  })

  it('are listed by repository, and one that is down costs a note', async () => {
    over(local)
    const { repositories, problems } = await readRepositories('', 'auto', never)
    expect(repositories.map(({ familiar, sources }) => [familiar, ...sources])).toEqual([
      ['redis', 'daemon'],
      ['localhost:1/app', 'daemon'],
    ])
    expect(problems).toMatchObject([{ source: 'registry', failure: { code: 'unreachable' } }])
    expect((await readRepositories(' RED ', 'auto', never)).repositories).toHaveLength(1)
  })

  it('answer for one tag though the daemon cannot say where images end', async () => {
    over({
      ...local,
      ends: () => Promise.reject(new SourceError({ code: 'interrupted', at: 'made up' })),
    })
    const image = await readImage({ reference: parseReference('redis:1')!, source: 'auto' }, never)
    expect(image).toMatchObject({ tag: { tag: '1', image: { presentIn: ['daemon'] } } })
    expect(image.layers).toHaveLength(1)
  })

  it('are distinguished in the list of sources', async () => {
    over(local, { STRATA_REGISTRIES: 'localhost:1' })
    const { sources, sample } = await readSources(never)
    expect(sample).toBe(false)
    expect(sources).toMatchObject([
      { ok: true, description: { kind: 'daemon', version: '20.10.24' } },
      { ok: false, kind: 'registry', name: 'localhost:1', failure: { code: 'unreachable' } },
    ])
  })
})
