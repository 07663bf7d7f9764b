import { startApp } from './engines/app'
import { startDocker } from './engines/docker'
import { startRegistry } from './engines/registry'
import { buildStrategies } from './engines/strategies'

/**
 * What all specs share: an engine and a registry that hold the articles' strategies, the app that reads both, and
 * an app without a daemon, which shows the bundled sample. Specs get them through fixtures.ts.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  const started = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const service = await starting
    stops.unshift(() => service.stop())
    return service
  }
  const stopAll = async () => {
    for (const stop of stops.splice(0)) await stop()
  }
  try {
    const [docker, registry, sample] = await Promise.all([
      started(startDocker()),
      started(startRegistry()),
      started(startApp()),
    ])
    await buildStrategies(docker, registry.prefix)
    const live = await started(startApp({ dockerHost: docker.host, registries: [registry.host] }))
    process.env.STRATA_E2E_LIVE = live.url
    process.env.STRATA_E2E_SAMPLE = sample.url
    process.env.STRATA_E2E_PREFIX = registry.prefix
    process.env.STRATA_E2E_DOCKER = docker.host
    return async () => {
      if (!docker.owned) await docker.forget(registry.prefix)
      await stopAll()
    }
  } catch (error) {
    await stopAll()
    throw error
  }
}
