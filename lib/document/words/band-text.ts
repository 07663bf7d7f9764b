import type { TagReport } from '../../analysis/report'
import { formatBytes, type Units } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { parseInstruction } from '../../oci/instruction'
import type { Band } from '../compare/bars'
import { otherNamesText } from './other-names'
import type { Translate } from './translate'

/** What one band of a bar says. */
export interface BandText {
  /** Strategy, tag, and which layer: `Chained 0.0.2 · Layer 3`. */
  readonly title: string
  /** Other names of its image. */
  readonly names?: string | undefined
  /** What made the layer; absent where several small ones are drawn as one. */
  readonly instruction?: string | undefined
  readonly bytes: string
  /** Which tags hold it, where several do. */
  readonly tags?: string | undefined
  readonly reused?: string | undefined
}

/** What a band is a part of. */
interface BandOf extends Pick<TagReport, 'tag' | 'aliases'> {
  readonly strategy: string
  /** What the bytes of the bar are of. */
  readonly bytesOf: Basis
  readonly units: Units
  /** Runs of tags that hold its layer, by strategy. */
  readonly holders?: readonly { readonly name: string; readonly runs: readonly string[] }[] | undefined
}

/** A band in words. @param t  of the namespace `charts` */
export function bandText(
  t: Translate,
  { layers, bytes, reused }: Band,
  { strategy, tag, aliases = [], bytesOf, units, holders = [] }: BandOf,
): BandText {
  const figure = (count: number | undefined, of: Basis) =>
    count === undefined ? '—' : formatBytes(count, of, units)
  const [layer] = layers
  const common = {
    ...(aliases.length > 0 && { names: otherNamesText(t, { names: aliases, strategies: [] }, () => '') }),
    ...(reused && { reused: t('reused') }),
  }
  if (!layer || layers.length > 1) {
    const title = `${strategy} ${tag} · ${t('small', { count: layers.length })}`
    return { ...common, title, bytes: formatBytes(bytes, bytesOf, units) }
  }
  const { depth, createdBy, transferBytes, unpackedBytes, sharedBy } = layer
  const tags = holders.filter(({ runs }) => runs.length > 0).map((holder) => holderText(t, holder))
  return {
    ...common,
    ...(tags.length > 0 && { tags: tags.join('; ') }),
    title: `${strategy} ${tag} · ${t('layer', { depth })}`,
    instruction: createdBy === undefined ? t('noStep') : parseInstruction(createdBy).text || t('base'),
    bytes: [
      t('transferBytes', { bytes: figure(transferBytes, 'transfer') }),
      t('unpackedBytes', { bytes: figure(unpackedBytes, 'unpacked') }),
      t('shared', { count: sharedBy }),
    ].join(' · '),
  }
}

/** Runs of tags that are named for one strategy; the others are counted. */
const MOST_RUNS = 3

function holderText(
  t: Translate,
  { name, runs }: { readonly name: string; readonly runs: readonly string[] },
) {
  const names = runs.slice(0, MOST_RUNS).join(', ')
  return t('alsoOf', { name, text: t('runs', { names, more: Math.max(0, runs.length - MOST_RUNS) }) })
}

/** The same in one line, to be spoken. */
export function bandLine({ title, names, instruction, bytes, tags, reused }: BandText): string {
  return [title, names, instruction, bytes, tags, reused].filter((part) => part !== undefined).join('. ')
}
