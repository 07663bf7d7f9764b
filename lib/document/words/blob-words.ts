import type { ImageReport, LayerReport, TagReport } from '../../analysis/report'
import { formatBytes } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { shortDigest } from '../../oci/digest'
import { formatPlatform } from '../../oci/platform'
import type { RowLayer } from '../tag/chain-rows'
import type { CardContext } from '../values'
import { cellText } from './cell-text'

/**
 * What is odd about a layer, a sentence each: engines that cannot unpack it, a length that its manifest has wrong, bytes
 * from elsewhere, paths.
 *
 * @see containerd plugins/content/local/writer.go, `Commit` ("unexpected commit size"), and core/remotes/handlers.go,
 *   `Fetch` ("reports content size of zero"), for the blobs that it refuses
 */
export function layerTexts({ report, chain }: RowLayer, { words, units }: CardContext): readonly string[] {
  const t = words('chain')
  const { declaredBytes, transferBytes, foreign } = report
  const held = transferBytes === undefined ? 'none' : formatBytes(transferBytes, units)
  return [
    ...(chain?.unpackProblems ?? []).map(({ store, code }) => t(`unpack.${code}`, { store })),
    ...(declaredBytes === undefined
      ? []
      : [t('declared', { said: formatBytes(declaredBytes, units), held })]),
    ...(foreign ? [t('foreign')] : []),
    ...(chain?.notes ?? []).map(({ code, count, example }) => t(`notes.${code}`, { count, example })),
  ]
}

/** What an image's figures leave out or add up: another entry that some engines take, and bytes from elsewhere. */
export function imageTexts({ tag, layers }: ImageReport, context: CardContext): readonly string[] {
  const { otherEntry } = tag
  return [
    ...(otherEntry
      ? [context.words('cards')('otherEntryWhy', { platform: formatPlatform(otherEntry) })]
      : []),
    ...podmanTexts([tag], context),
    ...elsewhereTexts([tag], { layers, basis: 'transfer' }, context),
  ]
}

/** The entry that Podman and CRI-O take of a tag, beside Docker's, and how many tags more have one; nothing of none. */
export function podmanTexts(tags: readonly TagReport[], { words, units }: CardContext): readonly string[] {
  const others = tags.flatMap(({ tag, image, cells }) =>
    (image?.alternatives ?? []).map((other) => ({ tag, other, cell: cells['uncached:transfer'] })),
  )
  const [first] = others
  if (!first) return []
  const { manifestDigest, transferBytes } = first.other
  return [
    words('cards')('podman', {
      tag: first.tag,
      digest: shortDigest(manifestDigest),
      theirs: transferBytes === undefined ? 'none' : formatBytes(transferBytes, units),
      ours: cellText(first.cell, units),
      more: others.length - 1,
    }),
  ]
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
  const bytes = Number.isNaN(most) ? 'none' : formatBytes(most, units)
  return [words('cards')('elsewhere', { bytes, tags: parts.length })]
}
