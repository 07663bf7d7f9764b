import { cleanText, type Face, wrapText } from './text'

/**
 * First the family that text is measured with, then what hosts have: an SVG names its fonts and does not hold them.
 * A rasteriser replaces it by a family that is available.
 */
export const FONT_FAMILY =
  "'Noto Sans KR', 'Noto Sans CJK KR', 'Source Sans 3', 'Apple SD Gothic Neo', 'Malgun Gothic', Arial, sans-serif"

export type Attributes = Readonly<Record<string, string | number | undefined>>

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text inside XML, wherever it stands. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '')
}

/** One element; numbers are rounded to hundredths, attributes without a value are left out. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let text = `<${name}`
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue
    text += ` ${key}="${typeof value === 'number' ? hundredths(value) : escapeXml(value)}"`
  }
  return content === '' ? `${text}/>` : `${text}>${content}</${name}>`
}

/** A number as attributes and paths have it. */
export function hundredths(value: number): string {
  return String(Math.round((Number.isFinite(value) ? value : 0) * 100) / 100)
}

export interface TextStyle extends Face {
  readonly fill: string
  readonly anchor?: 'start' | 'middle' | 'end' | undefined
  readonly transform?: string | undefined
}

/**
 * A line of text with its baseline at `y`. The only way by which a text comes into a picture. Lines under and through
 * it are drawn apart, because rasterisers place those of fonts differently.
 */
export function textLine(x: number, y: number, text: string, style: TextStyle): string {
  const { size, bold, fill, anchor, transform } = style
  const clean = cleanText(text)
  if (clean === '') return ''
  return element(
    'text',
    {
      x,
      y,
      fill,
      transform,
      'font-size': size,
      'font-weight': bold ? 700 : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    escapeXml(clean),
  )
}

interface ParagraphStyle extends TextStyle {
  /** Pixels. */
  readonly lineHeight: number
  readonly width: number
  /** Lines; what goes beyond them is cut with `…`. */
  readonly most: number
}

/** A text in lines below `y`, and where the last of them ends. */
export function paragraph(x: number, y: number, text: string, style: ParagraphStyle) {
  const { width, lineHeight, most } = style
  let [bottom, content] = [y, '']
  for (const line of wrapText(text, width, style, most)) {
    bottom += lineHeight
    content += textLine(x, bottom - lineHeight * 0.28, line, style)
  }
  return { bottom, content }
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly description: string
  /** Begins the ids in it, so that one document can contain several pictures. */
  readonly ids: string
  readonly content: string
  /** Its place in another picture. */
  readonly at?: { readonly x: number; readonly y: number } | undefined
}

/** A whole picture, with its words for those who do not see it. */
export function svgPicture({ width, height, title, description, ids, content, at }: Picture): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  const words = [
    element('title', { id: `${ids}title` }, escapeXml(cleanText(title)) || '-'),
    cleanText(description) && element('desc', { id: `${ids}desc` }, escapeXml(cleanText(description))),
  ]
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      // A part of another picture is not clipped: that would take as long as drawing it.
      overflow: at ? 'visible' : undefined,
      x: at?.x,
      y: at?.y,
      width: w,
      height: h,
      viewBox: `0 0 ${w} ${h}`,
      role: 'img',
      'aria-labelledby': cleanText(description) ? `${ids}title ${ids}desc` : `${ids}title`,
      'font-family': FONT_FAMILY,
    },
    words.join('') + content,
  )
}
