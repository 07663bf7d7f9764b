// Longer than most: two recordings of engines are compared figure by figure.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
import { failureOfWork } from '../failure.testing'
import { olderOf } from './client'
import { findDaemon } from './endpoint'
import { factsOf } from './facts'
import { failureOf } from './failure'
import { daemonSource } from './source'
import recorded from './testdata/chain_0.0.4.json'
import contained from './testdata/containerd_0.0.4.json'
import podman from './testdata/podman_5.8.6.json'

const never = new AbortController().signal
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-t-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('findDaemon', () => {
  const context = async (name: string, meta: unknown) => {
    const id = createHash('sha256').update(name).digest('hex')
    await mkdir(path.join(folder, 'contexts', 'meta', id), { recursive: true })
    await writeFile(path.join(folder, 'contexts', 'meta', id, 'meta.json'), JSON.stringify(meta))
  }
  const find = (env: Record<string, string>) => findDaemon({ HOME: folder, DOCKER_CONFIG: folder, ...env })

  it('takes DOCKER_HOST before everything else', async () => {
    await writeFile(path.join(folder, 'config.json'), '{"currentContext":"colima"}')
    expect(find({ DOCKER_HOST: 'tcp://1.2.3.4:2375', DOCKER_CONTEXT: 'x' })).toMatchObject({
      endpoint: { url: 'tcp://1.2.3.4:2375', foundBy: 'DOCKER_HOST', tls: undefined },
    })
  })

  it('takes DOCKER_CONTEXT, then the current context of the config file', async () => {
    await context('colima', { Name: 'colima', Endpoints: { docker: { Host: 'unix:///colima.sock' } } })
    await writeFile(path.join(folder, 'config.json'), '{"currentContext":"colima"}')
    const colima = { endpoint: { url: 'unix:///colima.sock', foundBy: 'context colima' } }
    expect(find({})).toMatchObject(colima)
    expect(find({ DOCKER_CONTEXT: 'default' })).toMatchObject({ ok: true })
    expect(find({ DOCKER_CONTEXT: 'gone' })).toMatchObject({ ok: false, at: 'context gone' })
  })

  it('reads certificates where DOCKER_CERT_PATH says', async () => {
    for (const name of ['ca', 'cert', 'key']) await writeFile(path.join(folder, `${name}.pem`), name)
    const found = find({ DOCKER_HOST: 'tcp://d:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder })
    expect(found).toMatchObject({
      endpoint: { tls: { ca: Buffer.from('ca'), key: Buffer.from('key'), verify: true } },
    })
  })

  it('takes a rootless socket when there is no default one, and says that ssh is not read', async () => {
    await writeFile(path.join(folder, 'docker.sock'), '')
    const found = find({ XDG_RUNTIME_DIR: folder })
    expect(found).toMatchObject({ ok: true })
    expect(find({ DOCKER_HOST: 'ssh://me@host' })).toMatchObject({ ok: false, at: 'ssh://host' })
  })
})

describe('failureOf', () => {
  const endpoint = { url: 'unix:///var/run/docker.sock', foundBy: 'default socket' }
  it.each([
    [{ statusCode: 404 }, { code: 'not-found', what: 'x' }],
    [{ statusCode: 500 }, { code: 'server-error', status: 500 }],
    [{ code: 'EACCES' }, { code: 'socket-denied' }],
    [{ code: 'ENOENT' }, { code: 'unreachable', detail: 'ENOENT' }],
    [{ code: 'ECONNREFUSED' }, { code: 'unreachable' }],
    [{ code: 'ECONNRESET' }, { code: 'interrupted' }],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, { code: 'tls' }],
    [new SyntaxError('Unexpected token'), { code: 'malformed' }],
  ])('names %j', (error, expected) => expect(failureOf(error, endpoint, 'x')).toMatchObject(expected))
})

describe('olderOf', () => {
  it('compares minor versions as numbers', () => {
    expect(olderOf('1.9', '1.51')).toBe('1.9')
    expect(olderOf('1.53', '1.51')).toBe('1.51')
  })
})

describe('factsOf, on a recording of Docker 20.10', () => {
  const depths = new Map(recorded.parents.map(({ id, layers }) => [id, layers]))
  const answers = { store: 'classic' as const, inspect: recorded.inspect, history: recorded.history, depths }

  it('pairs every step exactly when this host built the image', () => {
    const facts = factsOf(answers)
    expect(facts.stepsFrom).toBe('config')
    expect(facts.history.map(({ layer }) => layer)).toEqual([0, null, null, 1, 2, 3, 4])
    expect(facts.layers.map(({ unpacked }) => unpacked?.bytes)).toEqual([
      231269003, 556624097, 8848194, 17696388, 0,
    ])
    expect(facts.configDigest).toBe(recorded.inspect.Id)
  })

  it('infers the same pairs, and says so, when the steps have no images here', () => {
    const facts = factsOf({ ...answers, depths: new Map() })
    expect(facts.stepsFrom).toBe('inferred')
    expect(facts.layers.map(({ unpacked }) => unpacked?.bytes)).toEqual([
      231269003, 556624097, 8848194, 17696388, 0,
    ])
  })

  it('infers only the base when it was pulled', () => {
    const [, , , , , ...base] = recorded.history.map(({ Id }) => Id)
    const above = new Map([...depths].filter(([id]) => !base.includes(id)))
    expect(factsOf({ ...answers, depths: above })).toMatchObject({ stepsFrom: 'inferred' })
  })
})

describe('factsOf, on a recording of the containerd store of Docker 28.5.2', () => {
  const { inspect, history, listed } = contained
  const answers = {
    store: 'containerd' as const,
    inspect,
    history,
    listed,
    depths: new Map<string, number>(),
  }

  it('takes the manifest for the identity, and names the ruler', () => {
    const facts = factsOf(answers)
    expect(facts).toMatchObject({ manifestDigest: inspect.Id, parent: undefined, store: 'containerd' })
    expect(facts.configDigest).toBeUndefined()
    expect(facts.layers.at(-1)?.unpacked).toEqual({
      bytes: 4096,
      exactness: 'measured',
      ruler: 'disk blocks',
    })
  })

  it('adds up to what the engine calls unpacked, which neither of its sizes is', () => {
    const facts = factsOf(answers)
    const sum = facts.layers.reduce((bytes, { unpacked }) => bytes + (unpacked?.bytes ?? 0), 0)
    expect(sum).toBe(listed.Manifests[0]?.ImageData.Size.Unpacked)
    expect([inspect.Size, listed.Size]).not.toContain(sum)
  })

  it('finds the manifest of the platform in an index, attestations apart', () => {
    const index = `sha256:${'e'.repeat(64)}`
    const attested = {
      ...listed,
      Id: index,
      Manifests: [{ ID: `sha256:${'a'.repeat(64)}`, Kind: 'attestation' }, ...listed.Manifests],
    }
    const facts = factsOf({
      ...answers,
      inspect: {
        ...inspect,
        Id: index,
        Descriptor: { mediaType: 'application/vnd.oci.image.index.v1+json', digest: index },
      },
      listed: attested,
    })
    expect(facts).toMatchObject({ imageId: index, manifestDigest: inspect.Id })
  })

  it('knows no sizes of a platform that is not unpacked', () => {
    const facts = factsOf({ ...answers, history: history.map((step) => ({ ...step, Size: 0 })) })
    expect(facts.layers.every(({ unpacked }) => unpacked === undefined)).toBe(true)
  })
})

describe('factsOf, on a recording of Podman 5.8.6', () => {
  const { inspect, history } = podman
  const answers = {
    store: 'containers-storage' as const,
    inspect,
    history,
    depths: new Map<string, number>(),
  }

  it('pairs the steps for certain, by sizes that are the lengths of tars', () => {
    const facts = factsOf(answers)
    expect(facts).toMatchObject({
      configDigest: inspect.Id,
      stepsFrom: 'config',
      store: 'containers-storage',
    })
    expect(facts.layers.map(({ unpacked }) => unpacked)).toEqual(
      [1_984_512, 301_568, 6656].map((bytes) => ({ bytes, exactness: 'measured', ruler: 'tar bytes' })),
    )
    expect(facts.history.map(({ layer }) => layer)).toEqual([0, null, 1, 2, null])
    expect(facts.folders?.at(-1)).toBe(inspect.GraphDriver.Data.UpperDir)
  })

  it('pairs nothing where the history names more layers or fewer than the image has', () => {
    const [top, ...below] = history
    for (const odd of [below.slice(1), [{ ...top!, Size: 1024 }, ...below]]) {
      const facts = factsOf({ ...answers, history: odd })
      expect(facts.stepsFrom).toBe('unpaired')
      expect(facts.layers.some(({ unpacked }) => unpacked)).toBe(false)
    }
  })
})

describe('daemonSource, on an engine that misbehaves', () => {
  let server: Server
  let handle: (request: IncomingMessage, response: ServerResponse) => void
  beforeEach(async () => {
    server = createServer((request, response) => handle(request, response))
    await new Promise<void>((resolve) => server.listen(path.join(folder, 'd.sock'), resolve))
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })
  const source = () =>
    daemonSource({ endpoint: { url: `unix://${folder}/d.sock`, foundBy: 'test' }, timeoutMs: 300 })
  const version = { Version: '28.5.2+x', ApiVersion: '1.53', Os: 'linux', Arch: 'amd64' }
  const engine = (answers: Record<string, unknown>) => {
    handle = (request, response) => {
      const found = Object.entries({ '/version': version, ...answers }).find(([part]) =>
        request.url!.includes(part),
      )
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found?.[1] ?? { message: 'no such image' }))
    }
  }

  it('knows Podman by its components, whatever its driver is called', async () => {
    engine({ '/version': podman.version, '/info': podman.info })
    expect(await source().describe(never)).toMatchObject({
      version: '5.8.6',
      apiVersion: '1.44',
      store: 'containers-storage',
      storageDriver: 'overlay',
    })
  })

  it('agrees on an API version that both know and tells the stores apart', async () => {
    engine({
      '/v1.51/info': { Driver: 'overlayfs', DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] },
    })
    expect(await source().describe(never)).toMatchObject({
      version: '28.5.2',
      apiVersion: '1.51',
      store: 'containerd',
    })
    engine({ '/info': { Driver: 'overlay2', DriverStatus: null } })
    expect(await source().describe(never)).toMatchObject({ store: 'classic' })
  })

  it('drops names that are no references, and images without any', async () => {
    const image = (RepoTags: string[] | null) => ({ Id: 'sha256:x', Created: 1, RepoTags, RepoDigests: null })
    engine({
      '/info': { Driver: 'overlay2', DriverStatus: [] },
      '/images/json': [image(['app:1', 'app:2']), image(null), image(['<none>:<none>', '../../x:1'])],
    })
    expect(await source().repositories?.(never)).toEqual([
      { repository: 'docker.io/library/app', tags: 2, inRegistry: false },
    ])
  })

  it('reads an image without layers', async () => {
    engine({
      '/info': { Driver: 'overlay2', DriverStatus: [] },
      '/history': [{ Id: '<missing>', Created: 0, CreatedBy: 'CMD ["x"]', Size: 0 }],
      '/images/': {
        Id: recorded.inspect.Id,
        RepoTags: [],
        RepoDigests: [],
        Architecture: 'amd64',
        Os: 'linux',
        RootFS: { Layers: null },
      },
    })
    const image = await source().image({ reference: parseReference('app:1')! }, never)
    expect(image).toMatchObject({ layers: [], stepsFrom: 'inferred' })
  })

  it('says which image is not there', async () => {
    engine({ '/info': { Driver: 'overlay2', DriverStatus: [] } })
    const asked = source().image({ reference: parseReference('app:9')! }, never)
    expect(await failureOfWork(asked)).toMatchObject({ code: 'not-found', what: 'docker.io/library/app:9' })
  })

  it('gives up on an engine that never answers', async () => {
    handle = () => undefined
    expect(await failureOfWork(source().describe(never))).toMatchObject({ code: 'timeout', seconds: 0.3 })
  })

  it('names an engine that dies while it answers', async () => {
    handle = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
      setTimeout(() => response.destroy(), 20)
    }
    const found = await failureOfWork(source().describe(never))
    expect(['interrupted', 'unreachable', 'malformed', 'timeout']).toContain(found.code)
  })

  it('refuses an answer of another shape, naming the field', async () => {
    engine({ '/info': { Driver: 'overlay2', DriverStatus: [] }, '/images/json': [{ Id: 7 }] })
    expect(await failureOfWork(source().repositories?.(never))).toMatchObject({
      code: 'malformed',
      detail: expect.stringContaining('0.Id'),
    })
  })

  it('tells of changes as the engine does', async () => {
    handle = (request, response) => {
      if (request.url!.includes('/version')) return void response.end(JSON.stringify(version))
      response.write('{"Type":"container"}\nnonsense\n')
      response.write('{"Type":"image","Action":"tag","Actor":{"Attributes":{"name":"app:1"}}}\n')
    }
    const stop = new AbortController()
    for await (const event of source().watch!(stop.signal)) {
      expect(event).toEqual({ repository: 'docker.io/library/app' })
      break
    }
    stop.abort()
  })
})
