/** What tests ask a TrueType font: which characters it has, and how wide they are. */
export interface FontMetrics {
  /** Thousandths of the size; undefined where the font lacks the character. */
  readonly advance: (character: string) => number | undefined
  /** Of the box that stands for what is missing. */
  readonly missing: number
  readonly characters: readonly string[]
}

/** @see learn.microsoft.com/typography/opentype/spec: cmap (formats 4 and 12), hmtx, hhea, head */
export function metricsOf(font: Uint8Array): FontMetrics {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tables = new Map<string, number>()
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index
    tables.set(String.fromCharCode(...font.subarray(entry, entry + 4)), view.getUint32(entry + 8))
  }
  const at = (name: string) => {
    const offset = tables.get(name)
    if (offset === undefined) throw new RangeError(`the font has no table ${name}`)
    return offset
  }
  const perEm = view.getUint16(at('head') + 18)
  const metrics = view.getUint16(at('hhea') + 34)
  const widthOf = (glyph: number) =>
    (view.getUint16(at('hmtx') + 4 * Math.min(glyph, metrics - 1)) * 1000) / perEm
  const glyphs = glyphsOf(view, at('cmap'))
  return {
    advance: (character) => {
      const glyph = glyphs.get(character.codePointAt(0) ?? 0)
      return glyph === undefined ? undefined : widthOf(glyph)
    },
    missing: widthOf(0),
    characters: [...glyphs.keys()].map((code) => String.fromCodePoint(code)),
  }
}

function glyphsOf(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>()
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const table = cmap + view.getUint32(cmap + 4 + 8 * index + 4)
    const format = view.getUint16(table)
    if (format === 4) readFormat4(view, table, glyphs)
    if (format === 12) readFormat12(view, table, glyphs)
  }
  return glyphs
}

function readFormat4(view: DataView, table: number, glyphs: Map<number, number>): void {
  const size = view.getUint16(table + 6)
  for (let at = 0; at < size; at += 2) {
    const last = view.getUint16(table + 14 + at)
    const first = view.getUint16(table + 16 + size + at)
    const delta = view.getUint16(table + 16 + 2 * size + at)
    const range = table + 16 + 3 * size + at
    const offset = view.getUint16(range)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const found = offset === 0 ? code : view.getUint16(range + offset + 2 * (code - first))
      if (found !== 0) glyphs.set(code, (found + delta) & 0xffff)
    }
  }
}

function readFormat12(view: DataView, table: number, glyphs: Map<number, number>): void {
  for (let group = 0; group < view.getUint32(table + 12); group++) {
    const entry = table + 16 + 12 * group
    const [first, last, glyph] = [view.getUint32(entry), view.getUint32(entry + 4), view.getUint32(entry + 8)]
    for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first)
  }
}
