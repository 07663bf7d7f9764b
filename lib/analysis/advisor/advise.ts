import type { ImageEnd } from '../../oci/facts'
import { compareReport } from '../compare/report'
import { sumKnown } from '../planner/numbers'
import { layerBytes } from '../pull/plan'
import type { RuleId } from '../pull/rules'
import type { CompareReport, SeriesCellId } from '../report'
import { kindOf } from '../series/kind'
import { type Advice, type Advised, LEAST_BYTES, LEAST_SHARE, type NoAdvice, type TagContent } from './advice'
import { copiedAgain, withoutCopies } from './chain'
import { type Proposal, withCustomBases } from './custom-base'
import { type OwnPart, ownPart } from './own'
import { seriesOfTags } from './proposal'
import { type Basis, runsOfFiles, runsOfSizes } from './runs'

/** The newest tags are looked at: time grows with their square. */
const MOST_TAGS = 500

/**
 * Finds the re-layering of a series that would cost less, and predicts what it would cost.
 *
 * @param tags  of one repository, first to last release
 * @param base  where the base image ends, when known
 * @param rule  store rule of the comparison
 * @returns     advice with today's series and the proposed one compared, or why there is none. Never throws.
 */
export function advise(tags: readonly TagContent[], base?: ImageEnd, rule: RuleId = 'classic'): Advised {
  const newest = tags.slice(-MOST_TAGS)
  if (newest.length < 2) return { none: { code: 'too-few-tags', tags: newest.length } }
  const kind = kindOf(newest, (chainId) => (chainId === base?.chainId ? base.reference : undefined))
  const series = { tags: newest, base, rule }
  // Where a chain is begun again, its last tag does not hold them all.
  if (kind.kind !== 'chained' || kind.changesAt.length > 0) return adviseBase(series, kind)
  return adviseChain(series)
}

interface Series {
  readonly tags: readonly TagContent[]
  readonly base: ImageEnd | undefined
  readonly rule: RuleId
}

function adviseBase(series: Series, { kind, sharedLayers, bases }: ReturnType<typeof kindOf>): Advised {
  const { tags } = series
  const own = tags.map((tag) => ownPart(tag, sharedLayers))
  const byFiles = own.every(({ files }) => files !== undefined)
  const custom: NoAdvice = { code: 'already-custom-base', sharedLayers: bases.at(-1)?.layers || sharedLayers }
  if (!byFiles && kind === 'custom-base') return { none: custom }
  // What sizes repeat says nothing of tags on different bases.
  if (!byFiles && (kind !== 'fixed-base' || bases.length > 1)) return { none: { code: 'needs-files', kind } }
  const basis = basisOf(own)
  if (!basis) return { none: { code: 'unknown-sizes', layers: unknownLayers(own) } }
  const why = own.some(({ files }) => files !== undefined) ? 'some-files' : 'no-files'
  const evidence = byFiles ? ({ by: 'files' } as const) : ({ by: 'sizes', why } as const)
  const all = byFiles ? runsOfFiles(own) : runsOfSizes(own, basis)
  const runs = all.filter(({ bytes, start }) => isWorth(bytes, tags[start]!, basis))
  const nothing: NoAdvice = { code: 'nothing-repeats', bytes: Math.max(0, ...all.map(({ bytes }) => bytes)) }
  const none = kind === 'custom-base' ? custom : nothing
  if (runs.length === 0) return { none }
  const proposal = withCustomBases({ tags, own, sharedLayers, evidence, basis }, runs)
  return adviceOf(series, { code: 'custom-base', evidence, baseLayers: sharedLayers }, proposal, none)
}

function adviseChain(series: Series): Advised {
  const { tags, base } = series
  const first = tags[0]!.image.layers
  const known = first.findIndex(({ chainId }) => chainId === base?.chainId) + 1
  const baseLayers = known > 0 ? known : Math.max(1, first.length - 1)
  const { found, evidence } = copiedAgain(tags, baseLayers)
  const unknown = tags.at(-1)!.image.layers.filter(({ unpacked }) => !unpacked).length
  if (unknown > 0) return { none: { code: 'unknown-sizes', layers: unknown } }
  const copies = found.filter(({ bytes }) => isWorth(bytes, tags.at(-1)!, 'unpacked'))
  const chained: NoAdvice = { code: 'chained' }
  if (copies.length === 0) return { none: chained }
  const proposal = withoutCopies(tags, copies, evidence)
  const start = Math.min(...copies.map(({ layer }) => layer))
  return adviceOf(series, { code: 'copy-once', evidence, baseLayers: start }, proposal, chained)
}

/** Unpacked sizes where they are known of all tags, else transfer sizes. */
function basisOf(own: readonly OwnPart[]): Basis | undefined {
  if (own.every(({ unpackedBytes }) => unpackedBytes !== undefined)) return 'unpacked'
  return own.every(({ transferBytes }) => transferBytes !== undefined) ? 'transfer' : undefined
}

function unknownLayers(own: readonly OwnPart[]): number {
  const layers = new Map(own.flatMap((part) => part.layers.map((layer) => [layer.chainId, layer] as const)))
  return [...layers.values()].filter(({ unpacked }) => !unpacked).length
}

function isWorth(bytes: number, { image }: TagContent, basis: Basis): boolean {
  const all = sumKnown(
    image.layers.map((layer) =>
      basis === 'unpacked' ? layerBytes(layer, 'unpacked') : layerBytes(layer, 'transfer'),
    ),
  )
  return bytes >= LEAST_BYTES && bytes >= LEAST_SHARE * (all ?? 0)
}

function adviceOf(
  { tags, base, rule }: Series,
  found: Pick<Advice, 'code' | 'evidence' | 'baseLayers'>,
  { proposed, known, repeats, transfer }: Proposal,
  none: NoAdvice,
): Advised {
  const today = seriesOfTags(tags)
  const report = compareReport(
    { strategies: [], basis: 'unpacked', rule, cache: 'earlier', source: 'auto' },
    { at: '', source: 'live', series: [today, proposed], known: base ? [base, ...known] : known },
  )
  const savedHostBytes = saved(report, 'host-disk')
  const savedRegistryBytes = saved(report, 'registry-disk')
  // Tags that share more with their neighbours than with all others may have less to gain than it seems.
  if ((savedHostBytes ?? savedRegistryBytes ?? LEAST_BYTES) < LEAST_BYTES) return { none }
  const largest = repeats.toSorted((a, b) => sizeOf(b) - sizeOf(a))
  return {
    ...found,
    transfer,
    repeats: largest,
    today,
    proposed,
    known,
    report,
    savedHostBytes,
    savedRegistryBytes,
  }
}

function sizeOf({ bytes, transferBytes }: Advice['repeats'][number]): number {
  return bytes ?? transferBytes ?? 0
}

function saved({ strategies }: CompareReport, id: SeriesCellId): number | undefined {
  const [today, proposed] = strategies.map(({ cells }) => cells[id])
  if (!today || !proposed || today.kind === 'unknown' || proposed.kind === 'unknown') return undefined
  return today.value - proposed.value
}
