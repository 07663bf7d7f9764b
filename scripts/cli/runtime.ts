import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ImageFacts } from '../../lib/oci/facts'
import { readConfig } from '../../lib/server/config'
import { Memo } from '../../lib/server/memo'
import { Runtime } from '../../lib/server/runtime'
import { WorkerPool } from '../../lib/sources/layers/pool'
import type { TagEntry } from '../../lib/sources/source'
import { CommandError } from './errors'

/** How far the reading of tags is. */
export interface Count {
  readonly asked: number
  readonly answered: number
}

/**
 * The sources of one command. It asks for each tag once, however long that takes, so that all it says is of one
 * moment; and it counts them.
 */
class CommandRuntime extends Runtime {
  override readonly tagLists = new Memo<readonly TagEntry[]>(Number.POSITIVE_INFINITY)
  override readonly images = new CountingMemo()

  override readonly indexer = new WorkerPool(this.config.scanLimits, this.config.scanWorkers, startThread)

  /** A command runs anywhere. */
  protected override readonly appFolder = fileURLToPath(new URL('../..', import.meta.url))
}

class CountingMemo extends Memo<ImageFacts> {
  private asked = 0
  private answered = 0

  constructor() {
    super(Number.POSITIVE_INFINITY)
  }

  override get(...[key, signal, ask]: Parameters<Memo<ImageFacts>['get']>): Promise<ImageFacts> {
    return super.get(key, signal, (shared) => {
      this.asked++
      return ask(shared).finally(() => this.answered++)
    })
  }

  count(): Count {
    return { asked: this.asked, answered: this.answered }
  }
}

function startThread(): Worker {
  return new Worker(new URL('./layer-worker.mjs', import.meta.url), { execArgv: [] })
}

/**
 * Makes the runtime of this process, before anything asks for it.
 *
 * @param hosts  registries that the person at the keyboard has named: they may be contacted, whatever the
 *               configuration says, and the sample never stands in for them
 * @param snapshots  files that may be opened by their names, besides those of the configuration
 * @throws CommandError for a file that is not there; Error when the environment cannot be used
 */
export function startRuntime(hosts: readonly string[], snapshots: readonly string[]): CommandRuntime {
  const config = readConfig()
  const missing = snapshots.find((file) => !existsSync(file))
  if (missing !== undefined) throw new CommandError(`${missing} cannot be read: there is no such file`)
  // Docker Hub may always be asked; named here, it would be asked for images that were only built here too. Loopback
  // may always be asked as well: it stands for "live sources are meant" where no registry is named.
  const named = hosts.filter((host) => host !== 'docker.io')
  const registries = [...new Set([...config.registries, ...named, 'localhost'])]
  const made = new CommandRuntime({
    ...config,
    registries,
    snapshots: [...snapshots, ...config.snapshots],
  })
  const shared = globalThis as { strataRuntime?: Runtime }
  shared.strataRuntime = made
  return made
}
