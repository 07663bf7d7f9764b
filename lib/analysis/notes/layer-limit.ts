import type { NumberCell } from '../cell'
import { layerLimitOf } from '../measures/releases-left'
import type { NoteKind } from './note'

/** Which share of the layers that a store allows is near. */
const NEAR = 0.9

/** The first tag with more layers than the store allows an image; where there is none, the first that comes near it. */
export const nearLimit: NoteKind = {
  code: 'layer-limit',
  of({ tags, rule, basis }) {
    const limit = layerLimitOf(rule)
    if (limit === undefined) return []
    const firstOf = (least: number) => tags.findIndex(({ image }) => (image?.layers.length ?? 0) >= least)
    const tag = [firstOf(limit + 1), firstOf(limit * NEAR)].find((place) => place >= 0)
    const figure = tags[tag ?? -1]?.cells.layers as NumberCell | undefined
    return tag === undefined || figure === undefined ? [] : [{ tag, basis, figure, data: { limit } }]
  },
}
