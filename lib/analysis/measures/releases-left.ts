import { MAX_LAYERS } from '../../oci/max-layers'
import { estimate, type NumberCell, unknown } from '../cell'
import type { RuleId } from '../pull/rules'
import type { Measure, TagContext } from './measure'

/**
 * What stores allow an image, where it is a number that holds on every host. containerd has none of its own: its
 * overlayfs snapshotter mounts an image's layers at once, of which the kernel takes 500 (linux fs/overlayfs/params.h,
 * `OVL_MAX_STACK`) in one page of options; their paths are shortened to the host's numbers of snapshots to fit
 * (containerd core/mount/mount_linux.go, `compactLowerdirOption`), so that it depends on how large these are.
 */
const LIMITS: Partial<Record<RuleId, number>> = { classic: MAX_LAYERS }

/** Layers that a store allows an image; undefined where that differs from host to host. */
export const layerLimitOf = (rule: RuleId): number | undefined => LIMITS[rule]

/** Releases that the series can still make until an image would have more layers than the store allows, at its pace. */
export const releasesLeft = {
  id: 'releases-left',
  unit: 'releases',
  perBasis: false,
  column: 'left',
  cards: ['total'],
  optional: true,
  sortable: false,
  smallestIsBest: false,
  topic: 'left',
  formula: '⌊(125 − layers) ÷ layers per release⌋',
  sources: ['maxDepth', 'mount', 'overlayfs'],
} as const satisfies Measure

export function releasesLeftOf({
  image,
  layersPerRelease,
  rule,
}: Pick<TagContext, 'image' | 'layersPerRelease' | 'rule'>): NumberCell {
  if (layersPerRelease === undefined || layersPerRelease <= 0) {
    return unknown('releases', { code: 'no-growth' })
  }
  const limit = layerLimitOf(rule)
  if (limit === undefined) return unknown('releases', { code: 'no-layer-limit' })
  const left = Math.max(0, Math.floor((limit - image.layers.length) / layersPerRelease))
  return estimate(left, 'releases', {
    code: 'pace',
    data: { layers: Math.round(layersPerRelease * 100) / 100 },
  })
}
