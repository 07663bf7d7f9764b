import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Attack, Serve } from './attack'
import { type Image, sha256 } from './images'

export interface HostileRegistry {
  /** `host:port`. */
  readonly host: string
  /** Serves what an attack has under a repository of its own. @returns the repository's name */
  add(attack: Attack): string
  stop(): Promise<void>
}

/** A registry on loopback that answers as the attacks say. */
export async function startHostileRegistry(): Promise<HostileRegistry> {
  const repositories = new Map<string, Serve | Image>()
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '')
    const [, name = '', rest = ''] = /^\/v2\/(attack-\d+)\/(.+)$/.exec(path) ?? []
    const serve = repositories.get(name)
    if (typeof serve === 'function') return serve(rest, request, response)
    const found = serve?.get(rest)
    if (!found) return void response.writeHead(path === '/v2/' ? 200 : 404).end('{}')
    const { type, body } = found
    response.writeHead(200, {
      ...{ 'content-type': type, 'content-length': body.length },
      'docker-content-digest': sha256(body),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  server.on('clientError', (_, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    add(attack) {
      const name = `attack-${repositories.size}`
      repositories.set(name, attack.serve?.() ?? new Map())
      return name
    },
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
