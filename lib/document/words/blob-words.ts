import type { ImageReport, LayerReport, TagReport } from '../../analysis/report'
import { formatBytes, formatExactBytes } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { shortDigest } from '../../oci/digest'
import { MAX_LAYERS } from '../../oci/max-layers'
import { formatPlatform } from '../../oci/platform'
import type { Refusal } from '../../oci/refusals'
import type { RowLayer } from '../tag/chain-rows'
import type { CardContext } from '../values'
import { cellText } from './cell-text'

/**
 * What is odd about a layer, a sentence each: a length that its manifest has wrong, engines that cannot pull it for what
 * it is, bytes from elsewhere, paths.
 *
 * @param tag  whose layer it is
 */
export function layerTexts(layer: RowLayer, tag: TagReport, context: CardContext): readonly string[] {
  const t = context.words('chain')
  const { report, chain, position } = layer
  const refusals = (tag.image?.refusals ?? []).flatMap((refusal) =>
    refusal.layers?.includes(position) ? [{ ...refusal, layers: [position] }] : [],
  )
  const { declaredBytes, transferBytes, foreign } = report
  return [
    ...(declaredBytes === undefined
      ? []
      : [t('declared', lengthsOf(declaredBytes, transferBytes, context.units))]),
    ...refusalTexts([{ tag: tag.tag, refusals }], context),
    ...(foreign ? [t('foreign')] : []),
    ...(chain?.notes ?? []).map(({ code, count, example }) => t(`notes.${code}`, { count, example })),
  ]
}

/** What the manifest says of a length and what the registry holds, to the byte where they would look alike. */
function lengthsOf(said: number, held: number | undefined, units: CardContext['units']) {
  const texts = [said, held ?? 0].map((bytes) => formatBytes(bytes, 'transfer', units))
  const [ofSaid, ofHeld] = texts[0] === texts[1] ? [said, held ?? 0].map(formatExactBytes) : texts
  return { said: ofSaid!, held: held === undefined ? 'none' : ofHeld! }
}

/**
 * What an image's figures leave out or add up: engines that cannot pull it, another entry that some take, and bytes from
 * elsewhere.
 */
export function imageTexts({ tag, layers }: ImageReport, context: CardContext): readonly string[] {
  const { otherEntry } = tag
  return [
    ...refusalTexts([{ tag: tag.tag, refusals: tag.image?.refusals }], context),
    ...(otherEntry
      ? [context.words('cards')('otherEntryWhy', { platform: formatPlatform(otherEntry) })]
      : []),
    ...alternativeTexts([tag], context),
    ...elsewhereTexts([tag], { layers, basis: 'transfer' }, context),
  ]
}

/** Which engines cannot pull a tag and why, a sentence each, and how many tags more it is so of. */
export function refusalTexts(
  tags: readonly { readonly tag: string; readonly refusals?: readonly Refusal[] | undefined }[],
  { words }: Pick<CardContext, 'words'>,
): readonly string[] {
  const t = words('refusals')
  const found = new Map<string, { readonly tag: string; readonly refusal: Refusal; more: number }>()
  for (const { tag, refusals = [] } of tags) {
    for (const refusal of refusals) {
      const key = `${refusal.code} ${refusal.engines.join(' ')}`
      const known = found.get(key)
      if (known) known.more++
      else found.set(key, { tag, refusal, more: 0 })
    }
  }
  return [...found.values()].map(({ tag, refusal: { code, engines, layers = [] }, more }) => {
    const [a = '', b = '', c = ''] = engines.map((engine) => t(`engine.${engine}`))
    const layer = t('layer', { layer: (layers[0] ?? 0) + 1, others: Math.max(0, layers.length - 1) })
    const why = t(`why.${code}`, { layer, most: MAX_LAYERS })
    return t('cannot', { engines: t('engines', { count: engines.length, a, b, c }), tag, more, why })
  })
}

/** The entries that other engines take of a tag, beside containerd's, and how many tags more have one; nothing of none. */
export function alternativeTexts(
  tags: readonly TagReport[],
  { words, units }: CardContext,
): readonly string[] {
  const all = tags.flatMap(({ tag, image, cells }) =>
    (image?.alternatives ?? []).map((other) => ({ tag, other, cell: cells['uncached:transfer'] })),
  )
  return (['podman', 'docker-20'] as const).flatMap((engine) => {
    const others = all.filter(({ other }) => other.for === engine)
    const [first] = others
    if (!first) return []
    const { manifestDigest, transferBytes } = first.other
    const values = {
      tag: first.tag,
      digest: shortDigest(manifestDigest),
      theirs: transferBytes === undefined ? 'none' : formatBytes(transferBytes, 'transfer', units),
      ours: cellText(first.cell, units, 'transfer'),
      more: others.length - 1,
    }
    return [words('cards')(engine === 'podman' ? 'podman' : 'featured', values)]
  })
}

/**
 * How much of a download comes from elsewhere than the registry, of the tag with most; nothing where none does.
 *
 * @param cached  leaves out what the cache set has, as the figures of the card *Cached* do
 */
export function elsewhereTexts(
  tags: readonly TagReport[],
  { layers, basis }: { readonly layers: readonly LayerReport[]; readonly basis: Basis },
  { words, units }: CardContext,
  cached = false,
): readonly string[] {
  if (!layers.some(({ foreign }) => foreign)) return []
  const parts = tags.flatMap(({ image }) => {
    const blobs = new Map<string | undefined, number | undefined>()
    for (const [at, position] of (image?.layers ?? []).entries()) {
      const layer = layers[position]
      if (layer?.foreign && !(cached && image?.reused[at]))
        blobs.set(layer.blobDigest, layer[`${basis}Bytes`])
    }
    return blobs.size > 0
      ? [[...blobs.values()].reduce<number>((sum, bytes = Number.NaN) => sum + bytes, 0)]
      : []
  })
  if (parts.length === 0) return []
  const most = Math.max(...parts)
  const bytes = Number.isNaN(most) ? 'none' : formatBytes(most, basis, units)
  return [words('cards')('elsewhere', { bytes, tags: parts.length })]
}
