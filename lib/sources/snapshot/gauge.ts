const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/** A snapshot is nested eight deep; a parser holds memory for each level and each value. */
const MOST_DEPTH = 32
const MOST_VALUES = 8_000_000

/**
 * Counts how deep JSON is nested and how many values it has, so that a text made to use up memory is refused before it
 * is parsed: 64 MB of `{},` take a parser 1.8 GB. Whether it is JSON at all is for the parser to say.
 *
 * @returns `open` when a list, an object or a string waits for more
 */
export function gaugeJson(bytes: Uint8Array): 'whole' | 'open' | 'too-complex' {
  let depth = 0
  let values = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inText && byte === BACKSLASH) at++
    else if (byte === QUOTE) inText = !inText
    else if (inText) continue
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
    else if (byte === COMMA) values++
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values++
      if (++depth > MOST_DEPTH) return 'too-complex'
    }
  }
  if (values > MOST_VALUES) return 'too-complex'
  return inText || depth > 0 ? 'open' : 'whole'
}
