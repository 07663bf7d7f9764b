import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DaemonEndpoint } from './endpoint'

/** An engine for unit tests, on a unix socket: answers by path, and a handler that goes before them to misbehave. */
export interface FakeEngine {
  readonly endpoint: DaemonEndpoint
  /** Paths asked for, without the version, with the query. */
  readonly asked: string[]
  /** JSON by path without version and query, e.g. `/images/json`. */
  readonly answers: Map<string, unknown>
  /** Set to answer before the answers do; return false to let them. */
  before: (request: IncomingMessage, response: ServerResponse) => boolean
  stop(): Promise<void>
}

export const OVERLAY2 = { Driver: 'overlay2', DriverStatus: [['Backing Filesystem', 'extfs']] }
export const CONTAINERD = {
  Driver: 'overlayfs',
  DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
}

export async function startFakeEngine(): Promise<FakeEngine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'strata-e-'))
  const socket = path.join(folder, 'd.sock')
  const asked: string[] = []
  const answers = new Map<string, unknown>([
    [
      '/version',
      { Version: '28.5.2', ApiVersion: '1.51', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' },
    ],
    ['/info', OVERLAY2],
  ])
  const server = createServer((request, response) => {
    const url = (request.url ?? '').replace(/^\/v[\d.]+/, '')
    asked.push(url)
    if (fake.before(request, response)) return
    const found = answers.get(url.split('?')[0]!)
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ?? { message: 'No such image' }))
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const fake: FakeEngine = {
    endpoint: { url: `unix://${socket}`, foundBy: 'test' },
    asked,
    answers,
    before: () => false,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
  return fake
}
