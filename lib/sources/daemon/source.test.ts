// Longer than most: what an engine may answer, case by case, asked of one made-up engine.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference, parseRepository } from '../../oci/reference'
import { failureOfWork } from '../failure.testing'
import { flood } from '../flood.testing'
import { CONTAINERD, type FakeEngine, OVERLAY2, startFakeEngine } from './fake-engine.testing'
import { daemonSource } from './source'
import podman from './testdata/podman_5.8.6.json'

const never = new AbortController().signal
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const app = parseReference('app:1')!

let engine: FakeEngine
beforeEach(async () => {
  engine = await startFakeEngine()
})
afterEach(() => engine.stop())

const source = (timeoutMs = 500) => daemonSource({ endpoint: engine.endpoint, timeoutMs })
const times = (path: string) => engine.asked.filter((url) => url.split('?')[0] === path).length

const listed = (id: string, ...RepoTags: string[]) => ({ Id: id, Created: 1, RepoTags, RepoDigests: null })
const inspected = (id: string, layers: readonly string[], more = {}) => ({
  Id: id,
  RepoTags: [],
  RepoDigests: [],
  Created: '2026-11-21T01:51:51.214058636Z',
  Architecture: 'amd64',
  Os: 'linux',
  RootFS: { Layers: layers.map(digestOf) },
  ...more,
})
const step = (id: string, size: number, createdBy = 'RUN x') => {
  return { Id: id, Created: 1, CreatedBy: createdBy, Size: size }
}

/** Puts an image of these layers, each of 10 bytes, whose steps have no images of their own. */
function putImage(name: string, layers: readonly string[], more = {}): string {
  const id = digestOf(name)
  engine.answers.set(`/images/${name}/json`, inspected(id, layers, more))
  engine.answers.set(`/images/${id}/json`, inspected(id, layers, more))
  engine.answers.set(
    `/images/${name}/history`,
    layers.map(() => step('<missing>', 10)),
  )
  return id
}

it('a stream of layers that goes silent is given up, and its connection closed', async () => {
  let closed = () => {}
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve
  })
  engine.before = (request, response) => {
    if (!request.url!.includes('/images/get')) return false
    response.writeHead(200).write(Buffer.alloc(100))
    response.on('close', closed)
    return true
  }
  putImage('docker.io/library/app:1', ['base'])
  const pace = { idleMs: 50, windowMs: 10_000, leastBytes: 1 }
  const daemon = daemonSource({ endpoint: engine.endpoint, timeoutMs: 5000, pace })
  const image = await daemon.image({ reference: app }, never)
  const wanted = new Set(image.layers.map(({ diffId }) => diffId))
  const reading = daemon.layers!([{ reference: app, image, wanted }], async () => {}, never)
  expect(await failureOfWork(reading)).toMatchObject({ code: 'too-slow', leastBytes: 1, seconds: 0.05 })
  await isClosed
})

describe('what is asked of the engine', () => {
  it('is the list once for a burst, and again after a change', async () => {
    engine.answers.set('/images/json', [listed('sha256:a', 'app:1', 'app:2')])
    engine.before = (request, response) => {
      if (!request.url!.includes('/events')) return false
      setTimeout(() => response.write('{"Type":"image","Actor":{"Attributes":{"name":"app:3"}}}\n'), 20)
      return response.writeHead(200) !== undefined
    }
    const daemon = source()
    const repository = parseRepository('app')!
    await Promise.all([daemon.repositories?.(never), daemon.tags(repository, never)])
    await daemon.tags(repository, never)
    expect(times('/images/json')).toBe(1)
    for await (const _ of daemon.watch!(never)) break
    engine.answers.set('/images/json', [listed('sha256:a', 'app:3')])
    expect((await daemon.tags(repository, never)).map(({ tag }) => tag)).toEqual(['3'])
  })

  it('is the image of a step once, however many tags stand upon it', async () => {
    const ids = ['base', 'one', 'two', 'three'].map(digestOf)
    ids.forEach((id, depth) => {
      const layers = ['base', 'one', 'two', 'three'].slice(0, depth + 1)
      engine.answers.set(`/images/${id}/json`, inspected(id, layers))
      engine.answers.set(`/images/docker.io/library/app:${depth}/json`, inspected(id, layers))
      const steps = ids.slice(0, depth + 1).map((one) => step(one, 0))
      engine.answers.set(`/images/docker.io/library/app:${depth}/history`, steps.toReversed())
    })
    const daemon = source()
    const images = await Promise.all(
      ids.map((_, tag) => daemon.image({ reference: parseReference(`app:${tag}`)! }, never)),
    )
    expect(images.map(({ stepsFrom }) => stepsFrom)).toEqual(['config', 'config', 'config', 'config'])
    expect(images[3]!.history.map(({ layer }) => layer)).toEqual([0, 1, 2, 3])
    for (const id of ids) expect(times(`/images/${id}/json`)).toBe(1)
  })

  it('is the platform, where the containerd store can be asked for it', async () => {
    engine.answers.set('/info', CONTAINERD)
    engine.answers.set('/images/json', [])
    putImage('docker.io/library/app:1', ['a'], { Architecture: 'arm64', Variant: 'v8' })
    const platform = { os: 'linux', architecture: 'arm64' }
    const image = await source().image({ reference: app, platform }, never)
    expect(image.platform).toEqual({ ...platform, variant: 'v8' })
    const query = `?platform=${encodeURIComponent(JSON.stringify(platform))}`
    expect(engine.asked).toContain(`/images/docker.io/library/app:1/json${query}`)
    expect(engine.asked).toContain(`/images/docker.io/library/app:1/history${query}`)
  })

  it('is nothing more of a platform on a classic store, which has one of each name', async () => {
    putImage('docker.io/library/app:1', ['a'])
    const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' }
    expect(await failureOfWork(source().image({ reference: app, platform }, never))).toEqual({
      code: 'no-platform',
      at: engine.endpoint.url,
      wanted: 'linux/arm64/v8',
      offered: ['linux/amd64'],
    })
    expect(engine.asked.filter((url) => url.includes('platform'))).toEqual([])
  })
})

describe('an engine of another version', () => {
  const version = (ApiVersion: string, MinAPIVersion?: string) =>
    engine.answers.set('/version', { Version: '1', ApiVersion, MinAPIVersion, Os: 'linux', Arch: 'amd64' })

  it.each([
    ['1.41', undefined, '1.41'],
    ['1.51', '1.24', '1.51'],
    ['1.57', '1.44', '1.51'],
    ['1.99', '1.60', '1.60'],
  ])('that knows %s, from %s on, is spoken to in %s', async (newest, oldest, expected) => {
    version(newest, oldest)
    expect(await source().describe(never)).toMatchObject({ apiVersion: expected })
  })

  it('is reported again when it was upgraded meanwhile, with its store', async () => {
    const daemon = source()
    version('1.41')
    expect(await daemon.describe(never)).toMatchObject({ apiVersion: '1.41', store: 'classic' })
    version('1.51')
    engine.answers.set('/info', CONTAINERD)
    expect(await daemon.describe(never)).toMatchObject({ apiVersion: '1.51', store: 'containerd' })
  })
})

describe('who asked and left', () => {
  it('ends the question at the engine, and gets the reason', async () => {
    const closed = new Promise<void>((resolve) => {
      engine.before = (_, response) => response.on('close', resolve) !== undefined
    })
    const stop = new AbortController()
    const asked = source(60_000).describe(stop.signal)
    setTimeout(() => stop.abort(new Error('left')), 30)
    await expect(asked).rejects.toThrow('left')
    await closed
  })

  it('asks nothing after having left', async () => {
    const gone = AbortSignal.abort(new Error('gone'))
    await expect(source().image({ reference: app }, gone)).rejects.toThrow('gone')
    expect(engine.asked).toEqual([])
  })

  it('leaves the answer to the others who wait for it', async () => {
    engine.answers.set('/images/json', [listed('sha256:a', 'app:1')])
    engine.before = (request, response) => {
      if (!request.url!.includes('/images/json')) return false
      return setTimeout(() => response.end(JSON.stringify(engine.answers.get('/images/json'))), 60) !== null
    }
    const daemon = source()
    const stop = new AbortController()
    const left = daemon.repositories!(stop.signal)
    const stayed = daemon.repositories!(never)
    setTimeout(() => stop.abort(new Error('left')), 30)
    await expect(left).rejects.toThrow('left')
    expect(await stayed).toEqual([{ repository: 'docker.io/library/app', tags: 1, inRegistry: false }])
    expect(times('/images/json')).toBe(1)
  })

  it('ends a watch', async () => {
    engine.before = (request, response) =>
      request.url!.includes('/events') && response.writeHead(200).flushHeaders() === undefined
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('left')), 30)
    const watched = (async () => {
      for await (const _ of source().watch!(stop.signal)) expect.unreachable()
    })()
    await expect(watched).rejects.toThrow()
  })
})

describe('an engine in trouble', () => {
  it('is listened to no longer than a complaint takes', async () => {
    let sent = () => 0
    let closed = () => {}
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve
    })
    engine.before = (_, response) => {
      response.writeHead(500).on('close', closed)
      sent = flood(response, 1 << 28)
      return true
    }
    expect(await failureOfWork(source(5000).describe(never))).toMatchObject({
      code: 'server-error',
      status: 500,
    })
    await isClosed
    expect(sent()).toBeLessThan(1 << 24)
  })

  const during = (path: string, answer: FakeEngine['before']) => {
    engine.before = (request, response) => request.url!.includes(path) && answer(request, response)
  }

  it('that dies midway has interrupted its answer', async () => {
    during('/images/json', (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('[')
      return setTimeout(() => response.destroy(), 20) !== null
    })
    expect(await failureOfWork(source().repositories?.(never))).toMatchObject({ code: 'interrupted' })
  })

  it('that stops in the middle of an answer costs its timeout', async () => {
    during('/images/json', (_, response) => response.writeHead(200).write('['))
    expect(await failureOfWork(source(200).repositories?.(never))).toMatchObject({
      code: 'timeout',
      seconds: 0.2,
    })
  })

  it('that has gone is unreachable, and answers again when it is back', async () => {
    const daemon = source()
    const { endpoint } = engine
    await daemon.describe(never)
    await engine.stop()
    expect(await failureOfWork(daemon.describe(never))).toMatchObject({
      code: 'unreachable',
      at: endpoint.url,
    })
    engine = await startFakeEngine()
  })

  it.each([
    ['500', 500, '{"message":"boom"}', { code: 'server-error', status: 500 }],
    ['403', 403, '', { code: 'denied' }],
    ['no JSON', 200, '<html>', { code: 'malformed', detail: 'not JSON' }],
    ['JSON of another shape', 200, '{"a":1}', { code: 'malformed' }],
    ['a time that is no number', 200, '[{"Id":"x","Created":"now"}]', { code: 'malformed' }],
  ])('that answers %s is reported as such', async (_, status, body, expected) => {
    during('/images/json', (_request, response) => response.writeHead(status).end(body) !== undefined)
    expect(await failureOfWork(source().repositories?.(never))).toMatchObject(expected)
  })

  it('that answers without end is cut off', async () => {
    during('/images/json', (_, response) => {
      flood(response)
      return true
    })
    expect(await failureOfWork(source(20_000).repositories?.(never))).toMatchObject({ code: 'too-large' })
  })

  it('that names a layer by no digest gives no figures', async () => {
    putImage('docker.io/library/app:1', ['a'])
    const damaged = inspected('sha256:a', [], { RootFS: { Layers: ['sha256:zz'] } })
    engine.answers.set('/images/docker.io/library/app:1/json', damaged)
    expect(await failureOfWork(source().image({ reference: app }, never))).toMatchObject({
      code: 'malformed',
      detail: 'RootFS.Layers.0: not a digest',
    })
  })

  it.each([404, 500])('that refuses a history with %i still gives the layers', async (status) => {
    putImage('docker.io/library/app:1', ['a', 'b'])
    during('/history', (_, response) => response.writeHead(status).end('{"message":"gone"}') !== undefined)
    expect(await source().image({ reference: app }, never)).toMatchObject({
      layers: [{ diffId: digestOf('a') }, { diffId: digestOf('b') }],
      history: [],
      unmeasured: 'history-refused',
    })
  })

  it('knows no time where none was set', async () => {
    const id = putImage('docker.io/library/app:1', ['a'], { Created: '0001-01-01T00:00:00Z' })
    engine.answers.set('/images/json', [
      { ...listed(id, 'app:1'), Created: -62135596800 },
      { ...listed(id, 'app:2'), Created: 1e18 },
    ])
    const daemon = source()
    expect(await daemon.image({ reference: app }, never)).toMatchObject({ created: undefined })
    const tags = await daemon.tags(parseRepository('app')!, never)
    expect(tags.map(({ created }) => created)).toEqual([undefined, undefined])
  })
})

describe('the ends of all images', () => {
  const tagged = () => {
    const ids = ['a', 'b', 'c'].map((name) => putImage(name, [name]))
    const tags = ids.map((id, index) => listed(id, `app:${index}`))
    engine.answers.set('/images/json', tags)
    return ids
  }

  it('are those of images without a tag too, under a digest or none, after the tagged ones', async () => {
    const [tag, digest, dangling] = ['a', 'b', 'c'].map((name) => putImage(name, [name]))
    const untagged = (Id: string, name: string | null) => {
      return {
        Id,
        Created: 1,
        RepoTags: name === '<none>' ? ['<none>:<none>'] : name,
        RepoDigests: name && [`${name}@${name === '<none>' ? name : digestOf('m')}`],
      }
    }
    engine.answers.set('/images/json', [
      untagged(dangling!, '<none>'),
      { ...untagged(digest!, 'app'), RepoTags: null },
      listed(tag!, 'app:1'),
    ])
    expect(await source().ends?.(never)).toMatchObject([
      { reference: 'docker.io/library/app:1', chainId: digestOf('a'), transferred: false },
      { imageId: dangling, reference: undefined, chainId: digestOf('c'), transferred: false },
      { imageId: digest, reference: `docker.io/library/app@${digestOf('m')}`, transferred: true },
    ])
    expect(times('/images/json')).toBe(1)
    engine.answers.set('/info', CONTAINERD)
    const contained = await source().ends?.(never)
    expect(contained?.map(({ transferred }) => transferred)).toEqual([true, true, true])
  })

  it('leave an image out that goes away meanwhile', async () => {
    const [, gone] = tagged()
    engine.answers.delete(`/images/${gone}/json`)
    expect(await source().ends?.(never)).toMatchObject([
      { reference: 'docker.io/library/app:0', chainId: digestOf('a') },
      { reference: 'docker.io/library/app:2', chainId: digestOf('c') },
    ])
  })

  it('are given up at once when the engine hangs', async () => {
    tagged()
    engine.answers.set(
      '/images/json',
      Array.from({ length: 200 }, (_, index) => listed(digestOf(`${index}`), `app:${index}`)),
    )
    engine.before = (request) => request.url!.includes('/images/sha256:')
    expect(await failureOfWork(source(150).ends?.(never))).toMatchObject({ code: 'timeout' })
    expect(engine.asked.filter((url) => url.startsWith('/images/sha256:')).length).toBeLessThan(20)
  })

  it('leave out an image without layers', async () => {
    engine.answers.set('/info', OVERLAY2)
    engine.answers.set('/images/json', [listed(putImage('empty', []), 'app:0')])
    expect(await source().ends?.(never)).toEqual([])
  })
})

describe('what the engine holds beside its images', () => {
  const record = (Type: string, Shared = false) => ({ ID: Type, Type, Shared, Size: 1 })
  const cache = (...records: object[]) => {
    engine.answers.set('/images/json', [])
    engine.answers.set('/system/df', { LayersSize: 0, Images: null, BuildCache: records })
  }

  const UNSAID = { code: 'blobs-unsaid', count: 0 } as const
  const OLD = { Version: '20.10.24', ApiVersion: '1.41', Os: 'linux', Arch: 'amd64' }

  it('is the layers of BuildKit’s cache that no image has, asked for once and alone', async () => {
    cache(record('source.local'), record('regular', true), record('regular'), record('exec.cachemount'))
    const daemon = source()
    const answers = await Promise.all([1, 2, 3].map(() => daemon.beyond?.(never)))
    expect(answers).toEqual(Array(3).fill({ code: 'build-cache', count: 1 }))
    expect(engine.asked.filter((url) => url.includes('df'))).toEqual(['/system/df?type=build-cache'])
    engine.answers.set('/version', OLD)
    expect(await source().beyond?.(never)).toEqual({ code: 'build-cache', count: 1 })
  })

  it('is on a classic store the blobs that it knows, and nothing more on one of containerd', async () => {
    cache(record('source.local'), record('regular', true))
    expect(await source().beyond?.(never)).toEqual(UNSAID)
    engine.answers.set('/system/df', { BuildCache: null })
    expect(await source().beyond?.(never)).toEqual(UNSAID)
    engine.answers.set('/info', CONTAINERD)
    expect(await source().beyond?.(never)).toBeUndefined()
  })

  it('is what an image has that says no layers, as one of containerd that lacks a blob, until it has come', async () => {
    cache()
    engine.answers.set('/info', CONTAINERD)
    const id = digestOf('lacking')
    engine.answers.set('/images/json', [listed(id, 'app:1'), listed(id, 'app:2')])
    engine.answers.set(`/images/${id}/json`, { Id: id, RepoTags: [], RepoDigests: [], RootFS: {} })
    const daemon = source()
    expect(await daemon.beyond?.(never)).toEqual({ code: 'left-out', count: 1 })
    expect(await daemon.ends?.(never)).toEqual([])
    engine.answers.set(`/images/${id}/json`, {
      ...{ Id: id, RepoTags: [], RepoDigests: [] },
      RootFS: { Layers: [digestOf('layer')] },
    })
    expect(await daemon.beyond?.(never)).toBeUndefined()
    expect(await daemon.ends?.(never)).toHaveLength(2)
  })

  it('is unknown where the engine does not answer, and one that measures every volume for it is not asked again soon', async () => {
    cache()
    engine.answers.set('/version', OLD)
    engine.before = (request, response) => {
      if (!request.url!.includes('/system/df')) return false
      response.writeHead(500).end('{"message":"a disk usage operation is already running"}')
      return true
    }
    const daemon = source()
    for (let time = 0; time < 3; time++)
      expect(await daemon.beyond?.(never)).toEqual({ code: 'unread', count: 0 })
    expect(times('/system/df')).toBe(1)
    // One that never answers is given up before the time limit of other questions.
    engine.before = (request) => request.url!.includes('/system/df')
    expect(await source(30_000).beyond?.(never)).toEqual({ code: 'unread', count: 0 })
  })

  it('is not said by Podman of the blobs, and unknown where there are too many images', async () => {
    cache()
    engine.answers.set('/version', podman.version)
    expect(await source().beyond?.(never)).toEqual(UNSAID)
    const many = Array.from({ length: 1003 }, (_, index) => listed(digestOf(`${index}`), `app:${index}`))
    engine.answers.set('/images/json', many)
    expect(await source().beyond?.(never)).toEqual({ code: 'left-out', count: 3 })
  })
})
