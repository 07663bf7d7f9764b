import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ImageFacts } from '../../lib/oci/facts'
import { readConfig } from '../../lib/server/config'
import { deskHere } from '../../lib/server/layer-desk-here'
import { Memo } from '../../lib/server/memo'
import { Runtime } from '../../lib/server/runtime'
import type { TagEntry } from '../../lib/sources/source'
import { CommandError } from './errors'

/**
 * The sources of one command. It asks for each tag once, however long that takes, so that all it says is of one
 * moment; and it counts them.
 */
class CommandRuntime extends Runtime {
  override readonly tagLists = new Memo<readonly TagEntry[]>(Number.POSITIVE_INFINITY)
  override readonly images = new CountingMemo(Number.POSITIVE_INFINITY)

  override readonly desk = deskHere

  /** A command runs anywhere. */
  protected override readonly appFolder = fileURLToPath(new URL('../..', import.meta.url))
}

class CountingMemo extends Memo<ImageFacts> {
  asked = 0
  answered = 0

  override get(...[key, signal, ask]: Parameters<Memo<ImageFacts>['get']>): Promise<ImageFacts> {
    return super.get(key, signal, (shared) => {
      this.asked++
      return ask(shared).finally(() => this.answered++)
    })
  }
}

/**
 * Makes the runtime of this process, before anything asks for it.
 *
 * @param hosts  registries that the person at the keyboard has named: they may be contacted, whatever the
 *               configuration says, and the sample is never shown in their place
 * @param snapshots  files that may be opened by their names, besides those of the configuration
 * @throws CommandError for a file that is not there; Error when the environment cannot be used
 */
export function startRuntime(hosts: readonly string[], snapshots: readonly string[]): CommandRuntime {
  const config = readConfig()
  const missing = snapshots.find((file) => !existsSync(file))
  if (missing !== undefined) throw new CommandError(`${missing} cannot be read: there is no such file`)
  // Docker Hub may always be asked; named here, it would be asked for images that were only built here too. Loopback
  // may always be asked as well: it means "live sources" where no registry is named.
  const named = hosts.filter((host) => host !== 'docker.io')
  const registries = [...new Set([...config.registries, ...named, 'localhost'])]
  const made = new CommandRuntime({
    ...config,
    registries,
    snapshots: [...snapshots, ...config.snapshots],
    // Whoever calls it is on this machine, wherever its pages are served.
    exposed: false,
  })
  const shared = globalThis as { strataRuntime?: Runtime }
  shared.strataRuntime = made
  return made
}
