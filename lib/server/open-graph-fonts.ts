import 'server-only'
import { pictureFonts } from './fonts'
import { charactersOf } from './glyphs'

const WEIGHTS = { regular: 400, bold: 700 } as const

/** Fonts as next/og takes them, and what of a text they can draw. */
export interface PreviewFonts {
  readonly fonts: readonly {
    readonly name: string
    readonly data: Buffer
    readonly weight: 400 | 700
    readonly style: 'normal'
  }[]
  /** For `fontFamily`: each file is a family of its own, to fall back from one to the next. */
  readonly family: string
  /**
   * A text with a dot for each character that no font has. next/og would ask servers on the internet for a font or a
   * picture of such a character, and tell them the text with it.
   */
  readonly drawable: (text: string) => string
}

/** The fonts for a text. @throws Error when the package that they come in is not installed */
export async function previewFonts(text: string): Promise<PreviewFonts> {
  const found = await pictureFonts(text)
  const fonts = (['regular', 'bold'] as const).flatMap((kind) =>
    found[kind].map((bytes, index) => ({
      name: `picture-${index}`,
      data: bufferOf(bytes),
      weight: WEIGHTS[kind],
      style: 'normal' as const,
    })),
  )
  const known = found.regular.map(knownTo)
  const has = (sign: string) => known.some((characters) => characters.has(sign.codePointAt(0) ?? 0))
  return {
    fonts,
    family: found.regular.map((_, index) => `picture-${index}`).join(', '),
    drawable: (given) =>
      [...graphemes.segment(given.normalize('NFC'))]
        .map(({ segment }) => ([...segment].length === 1 && has(segment) ? segment : SUBSTITUTE))
        .join(''),
  }
}

const SUBSTITUTE = '·'
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// The same font is the same object each time: what is read from it is kept with it.
const characters = new WeakMap<Uint8Array, ReadonlySet<number>>()
const buffers = new WeakMap<Uint8Array, Buffer>()

function knownTo(bytes: Uint8Array): ReadonlySet<number> {
  const known = characters.get(bytes) ?? charactersOf(bytes)
  characters.set(bytes, known)
  return known
}

function bufferOf(bytes: Uint8Array): Buffer {
  const buffer = buffers.get(bytes) ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  buffers.set(bytes, buffer)
  return buffer
}
