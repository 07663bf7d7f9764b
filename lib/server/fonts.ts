import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import unicode from '@fontsource/noto-sans-kr/unicode.json'
import { packageFolder } from './package-folder'
import { dropLigatures, unwrapWoff } from './woff'

/** Files of one family in two weights; the first of each list holds Latin and all Hangul, the others what it lacks. */
export interface PictureFonts {
  readonly regular: readonly Uint8Array[]
  readonly bold: readonly Uint8Array[]
}

/** Family by which the first files of both lists name themselves. */
export const PICTURE_FAMILY = 'Noto Sans KR Thin'

const PACKAGE = '@fontsource/noto-sans-kr'
/** The whole of Hangul with Latin; `≈`; `●`; `→`. Each is in one file only. */
const ALWAYS: readonly string[] = ['korean', '98', '106', '110']
/** Characters that the first file has besides Hangul, so that hardly any text asks for more files. */
const COMMON = /^[\n\u0020-\u007e\u00a0-\u00ff\u3131-\u318e\uac00-\ud7a3–—‘’“”•…→−≈●]*$/u

/**
 * Fonts that ship with the app (Noto Sans KR, SIL Open Font License: the package has its text): TrueType, unwrapped
 * from WOFF, which resvg does not read; read once and kept.
 *
 * @param text  files that hold further characters of it are added: Cyrillic, Hanja, kana. Characters that the
 *              family lacks (emoji, Hebrew) are drawn as boxes.
 * @throws Error when the package is not installed
 */
export async function pictureFonts(text = ''): Promise<PictureFonts> {
  const files = [...ALWAYS, ...(COMMON.test(text) ? [] : filesFor(text))]
  const [regular, bold] = await Promise.all(
    [400, 700].map((weight) => Promise.all(files.map((file) => fontOf(file, weight)))),
  )
  return { regular: regular ?? [], bold: bold ?? [] }
}

const fonts = new Map<string, Promise<Uint8Array>>()

function fontOf(file: string, weight: number): Promise<Uint8Array> {
  const name = `noto-sans-kr-${file}-${weight}-normal.woff`
  let font = fonts.get(name)
  if (!font) {
    // resvg takes a sign from another file only where both make as many glyphs of the whole line.
    font = readFile(join(packageFolder(PACKAGE), 'files', name)).then((woff) =>
      dropLigatures(unwrapWoff(woff)),
    )
    // A failure is not kept: the next picture tries again.
    font.catch(() => fonts.delete(name))
    fonts.set(name, font)
  }
  return font
}

/** Which file has which characters: `"[98]": "U+2248,U+2252-2253"`, `"latin-ext": …`. */
const SUBSETS = Object.entries(unicode).map(([key, list]) => ({
  file: key.replace(/[[\]]/g, ''),
  ranges: list.split(',').map((range) => {
    const [first = '', last = first] = range.replace('U+', '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const
  }),
}))

function filesFor(text: string): readonly string[] {
  const found = [...new Set(text)].flatMap((sign) => (COMMON.test(sign) ? [] : (fileOf(sign) ?? [])))
  return [...new Set(found)].filter((file) => !ALWAYS.includes(file))
}

function fileOf(sign: string): string | undefined {
  const code = sign.codePointAt(0) ?? 0
  return SUBSETS.find(({ ranges }) => ranges.some(([first, last]) => first <= code && code <= last))?.file
}

const SUBSTITUTE = '·'
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A text with a dot for each character that the family lacks. resvg looks into further files for no character of a
 * line from the first such one on.
 */
export function drawable(text: string): string {
  const known = (sign: string) => COMMON.test(sign) || ([...sign].length === 1 && fileOf(sign) !== undefined)
  const signs = Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => segment)
  return signs.map((sign) => (known(sign) ? sign : SUBSTITUTE)).join('')
}
