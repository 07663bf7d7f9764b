import type { ChartNote } from '../../document/document'
import { type DrawnNote, leaderOf, MARK, numberSize } from '../../document/series/note-marks'
import { marker } from './markers'
import type { Drawn } from './options'
import { element, escapeXml, hundredths, textLine } from './svg'
import { cleanText, clipText } from './text'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme } from './theme'

const LISTED = { size: 11.5 }
const LINE = 19
/** Of a mark's number and its strategy's mark before words, and between the notes of a line. */
const BEFORE = 32
const APART = 22

/** What stands out, marked above the plot by its number, with its words where they have room. */
export function drawNotes(placed: readonly DrawnNote[], colours: PictureTheme): string {
  const lines = placed.map((mark) =>
    element('path', {
      d: leaderOf(mark),
      fill: 'none',
      stroke: accentOf(colours, mark.note.colour),
      'stroke-dasharray': '1 3',
    }),
  )
  const marks = placed.map(({ note, at, y, label }) => {
    const face = { size: MARK.text, fill: colours.ink }
    const words = label ? textLine(label.left, y + 3.5, note.text, face) : ''
    return leading(note, drawMark(note, at, y, colours) + words)
  })
  return lines.join('') + marks.join('')
}

/** What numbers mean, in as few lines as it takes; nothing for none. */
export function drawNoteList(notes: readonly ChartNote[], width: number, colours: PictureTheme): Drawn {
  let [x, y] = [0, 0]
  const parts = notes.map((note) => {
    const text = clipText(note.text, width - BEFORE, LISTED)
    const wide = BEFORE + textWidth(text, LISTED.size)
    if (x > 0 && x + wide > width) [x, y] = [0, y + LINE]
    const [at, middle] = [x, y + LINE / 2]
    x += wide + APART
    const fill = accentOf(colours, note.colour)
    return leading(
      note,
      drawMark(note, at + MARK.radius, middle, colours) +
        marker({ x: at + 23, y: middle, slot: note.colour, fill, scale: 0.8 }) +
        textLine(at + BEFORE, middle + 4, text, { ...LISTED, fill: colours.ink }),
    )
  })
  return { height: notes.length > 0 ? y + LINE : 0, content: parts.join('') }
}

function drawMark({ number, colour }: ChartNote, x: number, y: number, colours: PictureTheme): string {
  const circle = { cx: x, cy: y, r: MARK.radius, fill: colours.surface, stroke: accentOf(colours, colour) }
  const face = { size: numberSize(number), bold: true, fill: colours.ink, anchor: 'middle' } as const
  return element('circle', { ...circle, 'stroke-width': 1.5 }) + textLine(x, y + 3.2, String(number), face)
}

/** A link where a note has one; its sentence is what is shown for the pointer. */
function leading({ href, sentence }: ChartNote, content: string): string {
  if (href === undefined) return content
  return element('a', { href }, element('title', {}, escapeXml(cleanText(sentence))) + content)
}

/** A part with the list of its notes below it. */
export function withNoteList(
  drawn: Drawn,
  notes: readonly ChartNote[],
  width: number,
  colours: PictureTheme,
): Drawn {
  const list = drawNoteList(notes, width, colours)
  if (list.height === 0) return drawn
  const below = element('g', { transform: `translate(0 ${hundredths(drawn.height + 4)})` }, list.content)
  return { height: drawn.height + 4 + list.height, content: drawn.content + below }
}
