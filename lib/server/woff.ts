import { inflateSync } from 'node:zlib'

const SIGNATURE = 0x774f4646
const HEADER = 44
const ENTRY = 20
/** `GSUB`, `liga` and `zzzz`. */
const GSUB = 0x47535542
const LIGATURES = 0x6c696761
const UNUSED = 0x7a7a7a7a

/**
 * A WOFF 1 font as the TrueType or OpenType font that it wraps: what rasterisers read without unpacking it again.
 *
 * @see w3.org/TR/WOFF, sections 3 to 5
 * @throws RangeError, or zlib's error, when the bytes are no such font
 */
export function unwrapWoff(bytes: Uint8Array): Uint8Array {
  const woff = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (woff.getUint32(0) !== SIGNATURE) throw new RangeError('not a WOFF 1 font')
  // In the order of their tags, as both formats have them.
  const tables = Array.from({ length: woff.getUint16(12) }, (_, index) => {
    const entry = HEADER + ENTRY * index
    const from = woff.getUint32(entry + 4)
    const packed = woff.getUint32(entry + 8)
    const whole = woff.getUint32(entry + 12)
    const data = bytes.subarray(from, from + packed)
    return {
      tag: woff.getUint32(entry),
      checksum: woff.getUint32(entry + 16),
      data: packed < whole ? inflateSync(data) : data,
    }
  })
  const directory = 12 + 16 * tables.length
  const sizes = tables.map(({ data }) => Math.ceil(data.length / 4) * 4)
  const font = new Uint8Array(directory + sizes.reduce((sum, size) => sum + size, 0))
  const out = new DataView(font.buffer)
  const power = Math.floor(Math.log2(tables.length))
  out.setUint32(0, woff.getUint32(4))
  out.setUint16(4, tables.length)
  out.setUint16(6, 16 * 2 ** power)
  out.setUint16(8, power)
  out.setUint16(10, 16 * (tables.length - 2 ** power))
  let at = directory
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const entry = 12 + 16 * index
    out.setUint32(entry, tag)
    out.setUint32(entry + 4, checksum)
    out.setUint32(entry + 8, at)
    out.setUint32(entry + 12, data.length)
    font.set(data, at)
    at += sizes[index] ?? 0
  }
  return font
}

/**
 * Takes the ligatures out of a TrueType font, in place: `fi` is two glyphs then.
 *
 * @see learn.microsoft.com/typography/opentype/spec/chapter2, the feature list of GSUB
 */
export function dropLigatures(font: Uint8Array): Uint8Array {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index
    if (view.getUint32(entry) !== GSUB) continue
    const table = view.getUint32(entry + 8)
    const list = table + view.getUint16(table + 6)
    for (let feature = 0; feature < view.getUint16(list); feature++) {
      const record = list + 2 + 6 * feature
      // A feature of a name that is never asked for.
      if (view.getUint32(record) === LIGATURES) view.setUint32(record, UNUSED)
    }
  }
  return font
}
