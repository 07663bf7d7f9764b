import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild, ROOT } from '../../scripts/prepare.mjs'
import { sweep } from '../../scripts/sweep.mjs'
import { engineFolder, startService, waitFor } from './process'

const START = 'scripts/start.mjs'

/** The built app, served as `npm start` serves it. */
export interface App {
  /** `http://127.0.0.1:port`, without a slash at its end. */
  readonly url: string
  readonly pid: number | undefined
  /** GET of a path below it, parsed; throws with the body when the status is none of success. */
  get<T>(path: string): Promise<T>
  /** What it printed when it started. */
  greeting(): string
  stop(): Promise<void>
}

export interface AppOptions {
  /** The engine that it reads, as in DOCKER_HOST; none when absent. */
  readonly dockerHost?: string | undefined
  /** Registries that it lists. */
  readonly registries?: readonly string[]
  /** Snapshots that it is started with, as `npm start -- --open file` is. */
  readonly open?: readonly string[]
  /** Another clone whose app is served, from the build that it has; this one when absent. */
  readonly checkout?: string | undefined
  readonly env?: Readonly<Record<string, string>>
}

// A folder of the tests' own: a server that runs from this clone keeps its build.
process.env.STRATA_DIST_DIR ??= '.next-test'
let built: Promise<boolean> | undefined

/**
 * Starts the app on a free port, with a cache of its own and nothing of this user's docker configuration. Builds
 * first when the sources have changed since the last time.
 */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const { dockerHost, registries = [], open = [], checkout = ROOT, env = {} } = options
  if (checkout === ROOT) built ??= ensureBuild()
  await built
  const folder = engineFolder('app')
  const config = path.join(folder, 'docker')
  mkdirSync(config)
  const opened = open.length > 0 ? ['--open', ...open] : []
  const start = path.join(checkout, START)
  const service = startService(folder, process.execPath, [start, '--port', '0', ...opened], {
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    // No browser of this machine is opened.
    CI: '1',
    HOME: folder,
    STRATA_DIST_DIR: process.env.STRATA_DIST_DIR,
    STRATA_CACHE_DIR: path.join(folder, 'cache'),
    STRATA_REGISTRIES: registries.join(','),
    DOCKER_CONFIG: config,
    DOCKER_HOST: dockerHost ?? `unix://${folder}/no-docker.sock`,
    ...env,
  })
  const stop = async () => {
    await service.end()
    await sweep(folder)
  }
  try {
    const url = await waitFor(
      START,
      service,
      async () => /^ {2}(http:\/\/[^/\s]+)/m.exec(service.output())?.[1],
      60,
    )
    return {
      url,
      pid: service.pid,
      async get(target) {
        const answer = await fetch(url + target)
        if (!answer.ok) throw new Error(`GET ${target} answers ${answer.status}: ${await answer.text()}`)
        return await answer.json()
      },
      greeting: () => service.output(),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
