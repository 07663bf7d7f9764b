import 'server-only'
import type { SourceFailure } from '../oci/failure'
import {
  DOCKER_HUB,
  familiarReference,
  familiarRepository,
  formatReference,
  formatRepository,
  type Reference,
  type Repository,
} from '../oci/reference'
import type { TagEntry } from '../sources/source'
import type { DaemonState, Runtime } from './runtime'

/** Whether a reference names Docker Hub in so many words, and not because it names no host. */
export function namesHub(text: string): boolean {
  return /^\s*(?:index\.|registry-1\.)?docker\.io\//i.test(text)
}

/** The text of a strategy for a tag that a page is of, whose link has names in full however they were typed. */
export function asTyped(run: Runtime, reference: Reference): string {
  const isNamed = run.namedAtHub.has(formatRepository(reference))
  return isNamed ? formatReference(reference) : familiarReference(reference)
}

/** What the daemon said of a repository. */
interface LocalAnswer {
  readonly entries: readonly TagEntry[]
  /** It did not answer, which is not that it has no such repository. */
  readonly failed: boolean
}

/**
 * Whether Docker Hub is asked for a repository, which is whom a name without a host means by the grammar of references:
 * `shop` is `docker.io/library/shop`, also where it was built here and no registry ever had it. To ask would tell
 * strangers the name, and show a stranger's image under it. So Docker Hub is asked
 *
 * - where the link writes `docker.io/…` itself, or STRATA_REGISTRIES names docker.io;
 * - where the daemon answers and has no such name: who typed it means Docker Hub's;
 * - where the daemon shows that it pulled or pushed a tag of it (`TagEntry.inRegistry`): a classic store says so, a
 *   containerd store of most images, Podman of none;
 * - where there is no daemon, and the one that answered last, in this process or an earlier one, had no such name
 *   without showing so.
 *
 * @returns undefined where it may be asked; `quiet` where the image was built here, which is no news; else the failure
 */
export async function keptFromHub(
  run: Runtime,
  daemon: DaemonState,
  repository: Repository,
  local: LocalAnswer,
  named: boolean,
): Promise<SourceFailure | 'quiet' | undefined> {
  if (repository.host !== DOCKER_HUB || named || run.config.registries.includes(DOCKER_HUB)) return undefined
  const refusal = (why: 'silent' | 'held'): SourceFailure => {
    const at = daemon.ok ? daemon.source.name : daemon.name
    return { code: 'not-asked', at, what: familiarRepository(repository), why }
  }
  if (local.failed || (!daemon.ok && !daemon.absent)) return refusal('silent')
  if (!daemon.ok)
    return (await run.ownNames()).has(formatRepository(repository)) ? refusal('silent') : undefined
  const { entries } = local
  if (entries.length === 0 || entries.some(({ inRegistry }) => inRegistry)) return undefined
  return entries.some(({ inRegistry }) => inRegistry === undefined) ? refusal('held') : 'quiet'
}
