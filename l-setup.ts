import { spawn } from 'node:child_process'
import { startDocker } from './e2e/engines/docker'
import { startRegistry } from './e2e/engines/registry'
import { buildStrategies } from './e2e/engines/strategies'
export default async function setup() {
  const [docker, registry] = await Promise.all([startDocker(), startRegistry()])
  await buildStrategies(docker, registry.prefix)
  const child = spawn(process.execPath, ['scripts/start.mjs', '--port', '4112'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', STRATA_DIST_DIR: '.next-l', DOCKER_HOST: docker.host, STRATA_REGISTRIES: registry.host, STRATA_CACHE_DIR: '/tmp/l-cache', STRATA_DAEMON: '' },
  })
  await new Promise((r) => setTimeout(r, 12000))
  process.env.STRATA_E2E_LIVE = 'http://127.0.0.1:4112'
  process.env.STRATA_E2E_SAMPLE = 'http://127.0.0.1:4111'
  process.env.STRATA_E2E_PREFIX = registry.prefix
  process.env.STRATA_E2E_DOCKER = docker.host
  return async () => {
    child.kill('SIGTERM')
    if (!docker.owned) await docker.forget(registry.prefix)
    await registry.stop(); await docker.stop()
  }
}
