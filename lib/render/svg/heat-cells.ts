import type { HeatChart } from '../../document/document'
import { type HeatCell, heatCell, placeText } from '../../document/downloads/cells'
import type { Scale } from '../../document/downloads/scale'
import type { Units } from '../../i18n/format'
import { type Box, Boxes, hatchPath } from './boxes'
import type { Fills } from './patterns'
import { element, hundredths, textLine } from './svg'
import type { PictureTheme } from './theme'

export type HeatMap = HeatChart['maps'][number]

/** Size of cells in pixels. */
export interface CellSize {
  readonly wide: number
  readonly tall: number
}

interface Paint {
  readonly size: CellSize
  readonly scale: Scale | undefined
  readonly units: Units
  readonly colours: PictureTheme
  readonly fills: Fills
}

/** Cells this wide have room for a figure, and for air around them. */
const WITH_FIGURE = 40
const WITH_AIR = 14
const HATCH = { 'stroke-opacity': 0.3, 'stroke-width': 0.9 }

/**
 * The first `tags` tags of a map as cells. All cells of one look are one path: tens of thousands stay a small
 * picture.
 */
export function drawCells(map: HeatMap, tags: number, paint: Paint): string {
  const { size, scale, units, colours, fills } = paint
  const grounds = new Boxes()
  /** Lines over rollbacks, by the ink that is seen on their colour. */
  const hatches = new Map<string, string>()
  const [zeros, unknowns, nexts] = [new Boxes(), new Boxes(), new Boxes()]
  const figures: string[] = []
  for (let row = 0; row <= tags; row++) {
    for (let column = 0; column < tags; column++) {
      const cell = heatCell(map, { row, column }, scale)
      const { bytes, move, step } = cell
      const ink = colours.heatInk[step] ?? (move === 'same' ? colours.muted : colours.ink)
      const box = boxOf(size, row, column)
      grounds.add(fillOf(cell, colours, fills), box)
      if (bytes === null) unknowns.add('none', box)
      else if (move === 'rollback') hatches.set(ink, (hatches.get(ink) ?? '') + slants(box))
      if (bytes === 0 && move !== 'same') zeros.add('none', box)
      if (move === 'next') nexts.add('none', box)
      if (size.wide >= WITH_FIGURE) {
        const [x, y] = [(column + 0.5) * size.wide, (row + 0.5) * size.tall + 4]
        figures.push(textLine(x, y, placeText(bytes, units), { size: 10, fill: ink, anchor: 'middle' }))
      }
    }
  }
  const airy = size.wide > WITH_AIR
  const thin = { stroke: colours.lineStrong, 'stroke-width': airy ? 1 : 0.4 }
  return (
    grounds.draw() +
    [...hatches].map(([stroke, d]) => element('path', { d, stroke, ...HATCH })).join('') +
    zeros.draw(thin) +
    unknowns.draw({ ...thin, 'stroke-dasharray': '3 2' }) +
    // A gap around the frame, so that it shows on dark cells.
    nexts.draw({ stroke: colours.surface, 'stroke-width': airy ? 3.6 : 2.2 }) +
    nexts.draw({ stroke: colours.ink, 'stroke-width': airy ? 1.6 : 1 }) +
    figures.join('')
  )
}

/** Several lines over a cell, or one over a small one. */
function slants(box: Box): string {
  const [x, y, width, height] = box
  if (width >= WITH_AIR) return hatchPath(box, 6)
  return `M${hundredths(x)} ${hundredths(y + height)}l${hundredths(width)} ${hundredths(-height)}`
}

function boxOf({ wide, tall }: CellSize, row: number, column: number): Box {
  const inset = wide > WITH_AIR ? 1 : 0
  return [column * wide + inset, row * tall + inset, wide - 2 * inset, tall - 2 * inset]
}

function fillOf({ bytes, move, step }: HeatCell, colours: PictureTheme, fills: Fills): string {
  if (bytes === null) return fills.unknown()
  if (move === 'same') return colours.sunken
  return colours.heat[step] ?? colours.heatZero
}
