import type { TagReport } from '../../analysis/report'
import { formatBytes, type Units } from '../../i18n/format'
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
  readonly reused?: string | undefined
}

/** What a band is a part of. */
interface BandOf extends Pick<TagReport, 'tag' | 'aliases'> {
  readonly strategy: string
  readonly units: Units
}

/** A band in words. @param t  of the namespace `charts` */
export function bandText(
  t: Translate,
  { layers, bytes, reused }: Band,
  { strategy, tag, aliases = [], units }: BandOf,
): BandText {
  const figure = (count: number | undefined) => (count === undefined ? '—' : formatBytes(count, units))
  const [layer] = layers
  const common = {
    ...(aliases.length > 0 && { names: otherNamesText(t, { names: aliases, strategies: [] }, () => '') }),
    ...(reused && { reused: t('reused') }),
  }
  if (!layer || layers.length > 1) {
    const title = `${strategy} ${tag} · ${t('small', { count: layers.length })}`
    return { ...common, title, bytes: formatBytes(bytes, units) }
  }
  const { depth, createdBy, transferBytes, unpackedBytes, sharedBy } = layer
  return {
    ...common,
    title: `${strategy} ${tag} · ${t('layer', { depth })}`,
    instruction: createdBy === undefined ? t('noStep') : parseInstruction(createdBy).text || t('base'),
    bytes: [
      t('transferBytes', { bytes: figure(transferBytes) }),
      t('unpackedBytes', { bytes: figure(unpackedBytes) }),
      t('shared', { count: sharedBy }),
    ].join(' · '),
  }
}

/** The same in one line, to be spoken. */
export function bandLine({ title, names, instruction, bytes, reused }: BandText): string {
  return [title, names, instruction, bytes, reused].filter((part) => part !== undefined).join('. ')
}
