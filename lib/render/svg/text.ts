import { textWidth } from './text-width'

/** How a line of text is set. */
export interface Face {
  /** Pixels. */
  readonly size: number
  readonly bold?: boolean | undefined
}

/** Marks of direction, signs without width, and what no XML document may hold. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}|\p{Noncharacter_Code_Point}/gu
/** More of one text is not read in a picture, and measuring it takes time. */
const LONGEST = 4000
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/
const SPACES = /[\p{Cc}\s]+/gu
const LONE = /\p{Cs}/gu
/** A text of anyone's as pictures print it: one line, nothing that hides or turns what stands beside it. */
export function cleanText(text: string): string {
  const start = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  if (PLAIN.test(start)) return start
  return (
    start
      .normalize('NFC')
      .replace(SPACES, ' ')
      .replace(UNSEEN, '')
      .replace(LONE, '\ufffd')
      // Signs that the pictures' font lacks, by others that say the same.
      .replace(/[✓✔]/g, '√')
      .replace(/[✗✕]/g, '×')
      .trim()
  )
}

const widthOf = (text: string, { size, bold }: Face) => textWidth(text, size, bold)
const fits = (text: string, width: number, face: Face) => fitting(text, width, face).length === text.length

/** A text that fits into `width` pixels: cut at its end, with `…`, where it does not by itself. */
export function clipText(text: string, width: number, face: Face): string {
  const clean = cleanText(text)
  if (fits(clean, width, face)) return clean
  return `${fitting(clean, width - widthOf('…', face), face).trimEnd()}…`
}

/** The same for names that differ at their ends, as tags do: cut in the middle. */
export function clipMiddle(text: string, width: number, face: Face): string {
  const clean = cleanText(text)
  if (fits(clean, width, face)) return clean
  const half = (width - widthOf('…', face)) / 2
  const start = fitting(clean, half, face)
  const end = [...fitting([...clean].reverse().join(''), half, face)].reverse().join('')
  return `${start.trimEnd()}…${end.trimStart()}`
}

/**
 * A text as lines of at most `width` pixels: broken at spaces, within a word only where the word is longer than a
 * line; what goes beyond `most` lines is cut with `…`. An empty text has no lines.
 */
export function wrapText(text: string, width: number, face: Face, most = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = []
  let rest = cleanText(text).replace(TIME, (time) => time.replaceAll(' ', '\u00a0'))
  while (rest !== '') {
    if (fits(rest, width, face)) {
      lines.push(rest)
      break
    }
    if (lines.length + 1 >= most) {
      lines.push(clipText(rest, width, face))
      break
    }
    const line = lineOf(rest, width, face)
    lines.push(line.trimEnd())
    rest = rest.slice(line.length).trimStart()
  }
  return lines
}

/** A time as the app prints it: in one piece, though it has spaces. */
const TIME = /\d{4}-\d\d-\d\d \d\d:\d\d UTC/g
/** Share of a line that has to be filled for it to end at a space. */
const SPARSE = 0.4
/** Signs after which a long word (a reference, a path) may be broken. */
const BREAKS = /[\s/:@,.\-_+]/

function lineOf(text: string, width: number, face: Face): string {
  // One sign stands on a line even where there is no room for it.
  const whole = fitting(text, width, face) || ([...text][0] ?? '')
  // A separator ends a line and does not begin one.
  if (text[whole.length] === ' ' && text[whole.length + 1] !== '·') return whole
  let space = whole.lastIndexOf(' ')
  if (text[space + 1] === '·') space = whole.lastIndexOf(' ', space - 1)
  // A long word begins on this line rather than that the line stays almost empty.
  if (space > whole.length * SPARSE) return whole.slice(0, space)
  for (let at = whole.length - 1; at > whole.length / 2; at--) {
    if (BREAKS.test(whole[at] ?? '')) return whole.slice(0, at + 1)
  }
  return whole
}

/** The longest start of a text that fits. */
function fitting(text: string, width: number, face: Face): string {
  let used = 0
  let end = 0
  for (const sign of text) {
    used += widthOf(sign, face)
    if (used > width) break
    end += sign.length
  }
  return text.slice(0, end)
}
