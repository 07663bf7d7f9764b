import type { LayersPreview } from '../../document/preview'
import type { Area } from './options'
import { Fills } from './patterns'
import { element, textLine } from './svg'
import { clipText, type Face } from './text'
import { textWidth } from './text-width'
import type { PictureTheme } from './theme'

const SMALL: Face = { size: 18 }
const FIGURE: Face = { size: 28, bold: true }
const LABEL: Face = { size: 21 }
const CORE = 150
const ROUND = 8
/** More layers than this stand without lines between them. */
const MOST_LINED = 80
const HIGHEST_ROW = 43
const MOST_ROWS = 7
const SWATCH = 16
const BYTES = 130

/** Figures in a line; below them the core, base at the bottom, and beside it a line a layer, topmost first. */
export function drawLayers(preview: LayersPreview, area: Area, colours: PictureTheme): string {
  const top = area.top + 67
  const core = { ...area, top, right: area.left + CORE, bottom: area.bottom - 20 }
  const list = { ...core, left: core.right + 28, right: area.right }
  const fills = new Fills('preview-', colours)
  const drawn = drawCore(preview, core, fills) + drawList(preview, list, fills, colours)
  return drawFigures(preview, area, colours) + fills.toString() + drawn
}

function drawFigures({ figures }: LayersPreview, { left, right, top }: Area, colours: PictureTheme): string {
  const sizes = figures.map(({ label, text }) => ({
    label: textWidth(label, SMALL.size) + 10,
    text: textWidth(text, FIGURE.size, true),
  }))
  const whole = sizes.reduce((sum, { label, text }) => sum + label + text, 0)
  const gap = Math.min(36, (right - left - whole) / Math.max(1, figures.length - 1))
  let x = left
  const parts = figures.map(({ label, text }, index) => {
    const size = sizes[index] ?? { label: 0, text: 0 }
    const line =
      textLine(x, top + 40, label, { ...SMALL, fill: colours.muted }) +
      textLine(x + size.label, top + 40, text, { ...FIGURE, fill: colours.ink })
    x += size.label + size.text + gap
    return line
  })
  return parts.join('')
}

function drawCore({ core }: LayersPreview, { left, top, bottom }: Area, fills: Fills): string {
  const height = bottom - top
  const line = core.length > MOST_LINED ? 0 : 1
  let [below, share] = [bottom, 0]
  const bands = core.map((band) => {
    share += band.share
    const y = Math.round(bottom - share * height)
    const fill = fills.layer(band.slot)
    const rect = element('rect', { x: left, y: y + line, width: CORE, height: below - y - line, fill })
    below = y
    return rect
  })
  const whole = element('rect', { x: left, y: top, width: CORE, height, rx: ROUND })
  const clip = element('clipPath', { id: 'preview-core' }, whole)
  return clip + element('g', { 'clip-path': 'url(#preview-core)' }, bands.join(''))
}

function drawList(
  { layers, below }: LayersPreview,
  { left, right, top, bottom }: Area,
  fills: Fills,
  colours: PictureTheme,
) {
  const room = bottom - top - (below === '' ? 0 : 28)
  const pitch = Math.min(HIGHEST_ROW, room / MOST_ROWS)
  const textLeft = left + SWATCH + 14
  const parts = layers.map(({ slot, text, bytes }, index) => {
    const middle = Math.round(top + (index + 0.5) * pitch)
    const swatch = { x: left, y: middle - SWATCH / 2, width: SWATCH, height: SWATCH, rx: 3 }
    const style = { ...LABEL, fill: colours.ink }
    return (
      element('rect', { ...swatch, fill: fills.layer(slot) }) +
      textLine(textLeft, middle + 7.5, clipText(text, right - BYTES - textLeft, LABEL), style) +
      textLine(right, middle + 7.5, bytes, { ...style, anchor: 'end' })
    )
  })
  const rest = textLine(left, top + layers.length * pitch + 21, below, { ...SMALL, fill: colours.muted })
  return parts.join('') + rest
}
