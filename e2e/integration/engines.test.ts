import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseReference } from '@/lib/oci/reference'
import { daemonSource } from '@/lib/sources/daemon'
import { registrySource } from '@/lib/sources/registry'
import { blobBytes, parseAccessLog } from '../engines/access-log'
import { type Docker, startDocker } from '../engines/docker'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { startPodman } from '../engines/podman'
import { type Registry, startRegistry } from '../engines/registry'
import { buildBusyboxBase, copy, noise } from '../engines/strategies'

describe('the access log', () => {
  it('counts what was sent of blobs, and nothing of failures, redirects and manifests', () => {
    const blob = `sha256:${'a'.repeat(64)}`
    const line = (request: string, status: number, bytes: number) =>
      `127.0.0.1 - - [21/Nov/2026:05:39:33 +0000] "${request} HTTP/1.1" ${status} ${bytes} "" "docker/20.10"\n`
    const requests = parseAccessLog(
      line(`GET /v2/a/b/blobs/${blob}?ns=x`, 200, 70) +
        'level=warning msg="something else"\n' +
        line(`GET /v2/a/b/blobs/${blob}`, 206, 30) +
        line(`GET /v2/a/b/blobs/${blob}`, 404, 157) +
        line(`HEAD /v2/a/b/blobs/${blob}`, 200, 0) +
        line('GET /v2/a/b/manifests/1.0', 200, 900),
    )
    expect(requests).toHaveLength(5)
    expect(blobBytes(requests)).toEqual(new Map([[blob, 100]]))
  })
})

describe('engines', () => {
  let registry: Registry
  let builder: Docker
  let puller: Docker

  beforeAll(async () => {
    registry = await startRegistry()
    ;[builder, puller] = await Promise.all([
      startDocker({ name: 'builder' }),
      startDocker({ name: 'puller' }),
    ])
  })
  afterAll(async () => {
    await Promise.all([builder?.stop(), puller?.stop(), registry?.stop()])
  })

  it('fetch on a clean engine the very blobs that the manifest lists', async (context) => {
    const { requests } = registry
    if (!requests) return context.skip('the given registry keeps its log to itself')
    const base = `${registry.prefix}/base:1`
    const app = `${registry.prefix}/app:1`
    await buildBusyboxBase(builder, base, 2_500_000)
    await copy(builder, app, base, { file: noise(50_000, 'engines') })
    await builder.push(app)
    if (!builder.owned) await builder.forget(registry.prefix)

    const since = await registry.mark()
    await puller.pull(app)

    const { config, layers } = await registry.manifest('app', '1')
    const expected = new Map([config, ...layers].map(({ digest, size }) => [digest, size]))
    expect(blobBytes(await requests(since))).toEqual(expected)
    expect(layers).toHaveLength(2)
    for (const [digest, size] of expected) expect(registry.blobsOnDisk?.().get(digest)).toBe(size)

    const again = await registry.mark()
    await puller.forget(registry.prefix)
    await puller.pull(app)
    expect(blobBytes(await requests(again))).toEqual(expected)
    await puller.forget(registry.prefix)
  })
})

describe.skipIf(!hasNewer)(`Podman${hasNewer ? '' : `, ${NO_NEWER}`}`, () => {
  let registry: Registry
  let podman: Docker

  beforeAll(async () => {
    ;[registry, podman] = await Promise.all([startRegistry(), startPodman()])
  })
  afterAll(() => Promise.all([podman?.stop(), registry?.stop()]))

  it('builds, pushes and pulls, and its images are listed and read by its socket', async () => {
    const app = `${registry.prefix}/app:1`
    await buildBusyboxBase(podman, `${registry.prefix}/base:1`, 2_500_000)
    await copy(podman, app, `${registry.prefix}/base:1`, { file: noise(50_000, 'podman') })
    await podman.push(app)
    await podman.forget(registry.prefix)
    await podman.pull(app)

    const signal = new AbortController().signal
    const daemon = daemonSource({ endpoint: { url: podman.host, foundBy: 'test' } })
    const reference = parseReference(app)
    const { layers } = await daemon.image({ reference: reference! }, signal)
    const inRegistry = registrySource({ host: registry.host })
    expect(await daemon.repositories?.(signal)).toMatchObject([{ repository: `${registry.prefix}/app` }])
    expect(layers).toHaveLength(2)
    expect(layers.map(({ diffId }) => diffId)).toEqual(
      (await inRegistry.image({ reference: reference! }, signal)).layers.map(({ diffId }) => diffId),
    )
  })
})
