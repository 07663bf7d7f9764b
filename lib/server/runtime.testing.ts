import { madeImage } from '../analysis/compare/facts.testing'
import { formatReference, formatRepository, type Repository } from '../oci/reference'
import { type ImageSource, SourceError, type SourceEvent, type TagEntry } from '../sources/source'
import { readConfig } from './config'
import { deskHere } from './layer-desk-here'
import { type DaemonState, Runtime } from './runtime'

/** A runtime without a daemon, unless one is given, that keeps its facts in a folder of the test's own. */
export class TestRuntime extends Runtime {
  readonly contacted: string[] = []
  override readonly desk = deskHere

  constructor(
    folder: string,
    private readonly local: ImageSource | undefined = undefined,
    env: Readonly<Record<string, string>> = {},
  ) {
    const own = {
      HOME: folder,
      DOCKER_CONFIG: folder,
      STRATA_DAEMON: 'off',
      ...env,
    }
    super(readConfig(own), own)
  }

  override async daemon(signal: AbortSignal): Promise<DaemonState> {
    if (!this.local) return super.daemon(signal)
    return { ok: true, source: this.local, description: DESCRIPTION }
  }

  override async registry(host: string, signal: AbortSignal): Promise<ImageSource> {
    const source = await super.registry(host, signal)
    this.contacted.push(host)
    return source
  }
}

const DESCRIPTION = {
  kind: 'daemon',
  name: 'made up',
  endpoint: 'unix:///made/up',
  foundBy: 'a test',
  version: '20.10.24',
  apiVersion: '1.41',
  store: 'classic',
  storageDriver: 'overlay2',
  platform: { os: 'linux', architecture: 'amd64' },
} as const satisfies Extract<DaemonState, { ok: true }>['description']

/** A daemon that has these tags by repository, each image of one layer named as its tag. */
export function localSource(
  repositories: Readonly<Record<string, readonly TagEntry[]>>,
  watch?: (signal: AbortSignal) => AsyncIterable<SourceEvent>,
): ImageSource {
  const of = (repository: Repository) => repositories[formatRepository(repository)]
  const missing = (what: string) => new SourceError({ code: 'not-found', at: 'made up', what })
  return {
    kind: 'daemon',
    name: 'made up',
    describe: async () => DESCRIPTION,
    repositories: async () => Object.keys(repositories).map((repository) => ({ repository })),
    async tags(repository) {
      const found = of(repository)
      if (!found) throw missing(formatRepository(repository))
      return found
    },
    async image({ reference }) {
      const found = of(reference)?.find(({ tag }) => tag === reference.tag)
      if (!found) throw missing(formatReference(reference))
      return { ...madeImage(formatReference(reference), [{ name: found.tag }]), created: found.created }
    },
    ...(watch && { watch }),
  }
}
