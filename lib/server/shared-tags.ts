import 'server-only'
import type { SharedReport } from '../analysis/chain-report'
import { imageOfTag } from '../analysis/compare/tag-image'
import type { ImageInput } from '../link/tag-state'
import type { LayerFacts } from '../oci/facts'
import { familiarReference, formatRepository, parseReference } from '../oci/reference'
import { asTyped } from './hub-names'
import { readSeries } from './series'
import { imageIn, readTag, type TagRead } from './tag'

/** Names shown of a layer that very many tags share. */
const SHOWN_NAMES = 50

/** Which other tags hold the layers of an image: of its repository, and of this host. @throws SourceError */
export async function readShared(input: ImageInput, signal: AbortSignal): Promise<SharedReport> {
  const read = await readTag(input, signal)
  const image = imageIn(read)
  const [series, host] = await Promise.all([inSeries(read, signal), onHost(read, signal)])
  return {
    layers: image.layers.map(({ chainId }) => ({
      series: series.get(chainId) ?? [],
      host: host.get(chainId) ?? [],
    })),
  }
}

type Names = Map<string, string[]>

async function inSeries(read: TagRead, signal: AbortSignal): Promise<Names> {
  const { run, question, reference } = read
  const { host, repository } = reference
  const reading = { variant: '*', preReleases: true, fold: false } as const
  const strategy = { reference: asTyped(run, { host, repository }), ...reading }
  const { tags } = await readSeries(read, strategy, { ...question, strategies: [strategy] }, signal)
  const names: Names = new Map()
  for (const facts of tags) {
    const { image } = imageOfTag(facts)
    if (facts.tag !== reference.tag) addNames(names, image?.layers ?? [], facts.tag)
  }
  return names
}

function addNames(names: Names, layers: readonly LayerFacts[], name: string): void {
  for (const { chainId } of layers) {
    const known = names.get(chainId)
    if (!known) names.set(chainId, [name])
    else if (known.length < SHOWN_NAMES) known.push(name)
  }
}

async function onHost({ daemon, offline, reference }: TagRead, signal: AbortSignal): Promise<Names> {
  const names: Names = new Map()
  const source = offline ?? (daemon.ok ? daemon.source : undefined)
  const ends = (await source?.ends?.(signal).catch(() => [])) ?? []
  const own = formatRepository(reference)
  for (const { reference: text, layers = [] } of ends) {
    const other = parseReference(text ?? '')
    if (!other?.tag || formatRepository(other) === own) continue
    addNames(names, layers, familiarReference(other))
  }
  return names
}
