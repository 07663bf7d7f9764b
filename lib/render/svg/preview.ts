import type { PlainPreview, Preview } from '../../document/preview'
import { drawMark } from './mark'
import type { Area } from './options'
import { drawLayers } from './preview-layers'
import { drawStrategies } from './preview-strategies'
import { sourceLines } from './source-lines'
import { element, paragraph, svgPicture, textLine } from './svg'
import { type Face, wrapText } from './text'
import { type PictureTheme, THEMES, type ThemeName } from './theme'

/** Pixels of the picture that stands for a link. */
export const PREVIEW_SIZE = { width: 1200, height: 630 } as const

const SIDES = { left: 56, right: PREVIEW_SIZE.width - 56 } as const
const WIDTH = SIDES.right - SIDES.left
const BOTTOM = PREVIEW_SIZE.height - 32
const HEAD: Face = { size: 26 }
const MARK_SCALE = 1.75
const TITLE: Face = { size: 44, bold: true }
const LONG_TITLE: Face = { size: 36, bold: true }
const TEXT: Face = { size: 28 }
const SOURCE: Face = { size: 15 }
const SOURCE_LINE = 19.5
const MOST_SOURCE = 3

/** The picture of a link: the mark, the page and a headline, then its figures and where they come from. */
export function previewPicture(preview: Preview, theme: ThemeName): string {
  const colours = THEMES[theme]
  const head = drawHead(preview, colours)
  const foot = drawSource(preview.kind === 'plain' ? '' : preview.source, colours)
  const area = { ...SIDES, top: head.bottom, bottom: foot.top }
  const ground = element('rect', { ...PREVIEW_SIZE, fill: colours.surface })
  const content = ground + head.content + drawBody(preview, area, colours) + foot.content
  return svgPicture({ ...PREVIEW_SIZE, title: preview.title, description: '', ids: 'preview-', content })
}

function drawBody(preview: Preview, area: Area, colours: PictureTheme): string {
  switch (preview.kind) {
    case 'strategies':
      return drawStrategies(preview, area, colours)
    case 'layers':
      return drawLayers(preview, area, colours)
    case 'plain':
      return drawPlain(preview, area, colours)
  }
}

function drawHead({ page, title }: Preview, colours: PictureTheme) {
  const { left } = SIDES
  const transform = `translate(${left} 43) scale(${MARK_SCALE})`
  const mark = element('g', { transform }, drawMark(76, 0, colours))
  const name = textLine(left + 76 * MARK_SCALE + 15, 68, page, { ...HEAD, fill: colours.muted })
  const face = wrapText(title, WIDTH, TITLE, 2).length > 1 ? LONG_TITLE : TITLE
  const style = { ...face, fill: colours.ink, width: WIDTH, lineHeight: Math.round(face.size * 1.2), most: 2 }
  const { bottom, content } = paragraph(left, 100, title, style)
  return { bottom, content: mark + name + content }
}

/** At the bottom, below a line. */
function drawSource(source: string, colours: PictureTheme) {
  if (source === '') return { top: BOTTOM, content: '' }
  const lines = sourceLines(source, WIDTH, SOURCE, MOST_SOURCE)
  const first = BOTTOM - 5 - SOURCE_LINE * (lines.length - 1)
  const texts = lines.map((line, index) =>
    textLine(SIDES.left, first + index * SOURCE_LINE, line, { ...SOURCE, fill: colours.muted }),
  )
  const top = Math.round(first - 24)
  const line = element('rect', { x: SIDES.left, y: top, width: WIDTH, height: 1, fill: colours.line })
  return { top, content: line + texts.join('') }
}

const PLAIN_WIDTHS = [0.38, 0.62, 0.81, 1]
const PLAIN_BAND = 56

/** What Strata is, above strata that stand for none. */
function drawPlain({ text }: PlainPreview, { left, top, bottom }: Area, colours: PictureTheme): string {
  const style = { ...TEXT, fill: colours.muted, width: WIDTH, lineHeight: 39, most: 3 }
  const bands = PLAIN_WIDTHS.toReversed().map((share, index) =>
    element('rect', {
      x: left,
      y: bottom - index * PLAIN_BAND - 48,
      width: Math.round(share * WIDTH),
      height: 48,
      rx: 8,
      fill: colours.sign[index],
    }),
  )
  return paragraph(left, top + 13, text, style).content + bands.join('')
}
