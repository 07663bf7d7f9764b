import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SourceError } from '../source'
import { daemonClient } from './client'
import { findDaemon } from './endpoint'
import { failureOf } from './failure'

const never = new AbortController().signal
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-t-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const find = (env: Record<string, string>) => findDaemon({ HOME: folder, DOCKER_CONFIG: folder, ...env })

describe('DOCKER_HOST', () => {
  it.each([
    ['unix:///run/x.sock', 'unix:///run/x.sock'],
    ['/run/x.sock', 'unix:///run/x.sock'],
    ['unix://', 'unix:///var/run/docker.sock'],
    ['build:2375', 'tcp://build:2375'],
    ['tcp://[::1]:2375', 'tcp://[::1]:2375'],
    ['tcp://me:secret@build:2375', 'tcp://build:2375'],
  ])('%s is read as %s', (host, url) => {
    expect(find({ DOCKER_HOST: host })).toMatchObject({ ok: true, endpoint: { url } })
  })

  it.each(['tcp://', 'tcp://a b', 'unix://x', 'npipe:////./pipe/docker', 'ssh://me:secret@build', 'fd://3'])(
    '%s is refused with a reason, and never shown with credentials',
    (host) => {
      const found = find({ DOCKER_HOST: host })
      expect(found).toMatchObject({ ok: false, detail: expect.stringMatching(/./) })
      expect(JSON.stringify(found)).not.toContain('secret')
    },
  )
})

describe('certificates', () => {
  const context = async (more: Record<string, unknown>) => {
    const id = createHash('sha256').update('build').digest('hex')
    const meta = path.join(folder, 'contexts', 'meta', id)
    const tls = path.join(folder, 'contexts', 'tls', id, 'docker')
    for (const made of [meta, tls]) await mkdir(made, { recursive: true })
    const Endpoints = { docker: { Host: 'tcp://build:2376', ...more } }
    await writeFile(path.join(meta, 'meta.json'), JSON.stringify({ Name: 'build', Endpoints }))
    for (const name of ['ca', 'cert', 'key']) await writeFile(path.join(tls, `${name}.pem`), name)
  }

  it('of a context are used, verified unless it says otherwise', async () => {
    await context({})
    const tls = { ca: Buffer.from('ca'), cert: Buffer.from('cert'), key: Buffer.from('key') }
    expect(find({ DOCKER_CONTEXT: 'build' })).toMatchObject({ endpoint: { tls: { ...tls, verify: true } } })
    await context({ SkipTLSVerify: true })
    expect(find({ DOCKER_CONTEXT: 'build' })).toMatchObject({ endpoint: { tls: { ...tls, verify: false } } })
  })

  it('are not verified with DOCKER_TLS alone, and stand beside the config file by default', async () => {
    await writeFile(path.join(folder, 'ca.pem'), 'ca')
    expect(find({ DOCKER_HOST: 'tcp://build:2376', DOCKER_TLS: '1' })).toMatchObject({
      endpoint: { tls: { ca: Buffer.from('ca'), cert: undefined, verify: false } },
    })
  })

  it('that cannot be read are reported', async () => {
    await mkdir(path.join(folder, 'key.pem'))
    expect(find({ DOCKER_HOST: 'tcp://build:2376', DOCKER_TLS_VERIFY: '1' })).toMatchObject({
      ok: false,
      detail: expect.stringContaining('EISDIR'),
    })
  })
})

describe('the context files', () => {
  it('that are damaged name no daemon', async () => {
    const id = createHash('sha256').update('build').digest('hex')
    await mkdir(path.join(folder, 'contexts', 'meta', id), { recursive: true })
    await writeFile(path.join(folder, 'contexts', 'meta', id, 'meta.json'), '{"Endpoints":{}')
    expect(find({ DOCKER_CONTEXT: 'build' })).toMatchObject({ ok: false, at: 'context build' })
  })

  it('are left aside when the config file is damaged', async () => {
    await writeFile(path.join(folder, 'config.json'), '{"currentContext":')
    expect(find({})).toMatchObject({ ok: true })
  })
})

describe('an endpoint on the network', () => {
  let server: Server
  const listen = async (host: string, status: number, body: unknown) => {
    server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(body)))
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject)
      server.listen(0, host, resolve)
    })
    return (server.address() as AddressInfo).port
  }
  afterEach(() => {
    server.close()
    vi.unstubAllEnvs()
  })
  const version = { Version: '28.5.2', ApiVersion: '1.51', Os: 'linux', Arch: 'amd64' }
  const ask = (url: string, tls?: { readonly verify: boolean }) =>
    daemonClient({ url, foundBy: 'test', tls }, 500).version(never)

  it('is reached by an IPv6 address', async ({ skip }) => {
    const port = await listen('::1', 200, version).catch(() => skip('no IPv6 here'))
    expect(await ask(`tcp://[::1]:${port}`)).toMatchObject({ agreed: '1.51' })
  })

  it('is reached by what the endpoint says, whatever else the environment names', async () => {
    vi.stubEnv('DOCKER_HOST', 'tcp://elsewhere:1')
    vi.stubEnv('DOCKER_CERT_PATH', path.join(folder, 'gone'))
    vi.stubEnv('DOCKER_CLIENT_TIMEOUT', '1')
    const port = await listen('127.0.0.1', 200, version)
    expect(await ask(`tcp://127.0.0.1:${port}`)).toMatchObject({ agreed: '1.51' })
    expect(process.env.DOCKER_HOST).toBe('tcp://elsewhere:1')
  })

  it('that speaks no TLS, or nothing but TLS, is reported as such', async () => {
    const port = await listen('127.0.0.1', 400, {
      message: 'Client sent an HTTP request to an HTTPS server.',
    })
    for (const tls of [undefined, { verify: true }, { verify: false }]) {
      const error = await ask(`tcp://127.0.0.1:${port}`, tls).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(SourceError)
      expect((error as SourceError).failure.code).toBe('tls')
    }
  })
})

describe('a socket that this user may not open', () => {
  it('names the group that may', async () => {
    const socket = path.join(folder, 'd.sock')
    await writeFile(socket, '')
    const failure = failureOf({ code: 'EACCES' }, { url: `unix://${socket}`, foundBy: 'test' }, 'x')
    expect(failure).toEqual({
      code: 'socket-denied',
      at: `unix://${socket}`,
      group: expect.stringMatching(/./),
    })
  })

  it('names no group when the socket is hidden', () => {
    const failure = failureOf(
      { code: 'EACCES' },
      { url: `unix://${folder}/gone/d.sock`, foundBy: 'test' },
      'x',
    )
    expect(failure).toMatchObject({ code: 'socket-denied', group: undefined })
  })
})
