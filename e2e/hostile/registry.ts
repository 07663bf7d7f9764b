import { sha256, startFakeRegistry } from '../../lib/sources/registry/fake-registry.testing'
import type { Attack, Serve } from './attack'
import type { Image } from './images'

export interface HostileRegistry {
  /** `host:port`. */
  readonly host: string
  /** Serves what an attack has under a repository of its own. @returns the repository's name */
  add(attack: Attack): string
  stop(): Promise<void>
}

/** A registry on loopback that answers as the attacks say. */
export async function startHostileRegistry(): Promise<HostileRegistry> {
  const fake = await startFakeRegistry()
  fake.documents.set('/v2/', { type: 'application/json', body: '{}' })
  const repositories = new Map<string, Serve>()
  fake.before = (request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '')
    const [, name = '', rest = ''] = /^\/v2\/(attack-\d+)\/(.+)$/.exec(path) ?? []
    repositories.get(name)?.(rest, request, response)
    return repositories.has(name)
  }
  return {
    host: fake.host,
    add(attack) {
      const name = `attack-${repositories.size}`
      const served = attack.serve?.() ?? new Map()
      repositories.set(name, typeof served === 'function' ? served : serveOf(served))
      return name
    },
    stop: () => fake.stop(),
  }
}

const serveOf =
  (image: Image): Serve =>
  (rest, { method }, response) => {
    const found = image.get(rest)
    if (!found) return void response.writeHead(404).end('{}')
    const { type, body } = found
    const headers = {
      'content-type': type,
      'content-length': body.length,
      'docker-content-digest': sha256(body),
    }
    response.writeHead(200, headers).end(method === 'HEAD' ? undefined : body)
  }
