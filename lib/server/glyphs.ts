/**
 * The characters that a TrueType font has glyphs for, read from its `cmap`.
 *
 * @returns none when the font has no table of Unicode characters
 * @see     learn.microsoft.com/typography/opentype/spec/cmap, formats 4 and 12
 */
export function charactersOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const characters = new Set<number>()
  const table = cmapAt(view)
  if (table === undefined) return characters
  for (let index = 0; index < view.getUint16(table + 2); index++) {
    const at = table + view.getUint32(table + 4 + index * 8 + 4)
    const format = view.getUint16(at)
    if (format === 4) addSegments(view, at, characters)
    if (format === 12) addGroups(view, at, characters)
  }
  return characters
}

const CMAP = 0x636d6170

function cmapAt(view: DataView): number | undefined {
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index
    if (view.getUint32(entry) === CMAP) return view.getUint32(entry + 8)
  }
  return undefined
}

function addSegments(view: DataView, at: number, characters: Set<number>): void {
  const doubled = view.getUint16(at + 6)
  const [ends, starts] = [at + 14, at + 16 + doubled]
  for (let offset = 0; offset < doubled; offset += 2) {
    const [first, last] = [view.getUint16(starts + offset), view.getUint16(ends + offset)]
    // The last segment stands for the end of the table.
    for (let code = first; code <= last && code !== 0xffff; code++) characters.add(code)
  }
}

function addGroups(view: DataView, at: number, characters: Set<number>): void {
  for (let index = 0; index < view.getUint32(at + 12); index++) {
    const group = at + 16 + index * 12
    for (let code = view.getUint32(group); code <= view.getUint32(group + 4); code++) characters.add(code)
  }
}
