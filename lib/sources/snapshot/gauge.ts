const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/** A snapshot is nested eight deep; a parser holds memory for each level and each value. */
const MOST_DEPTH = 32
const MOST_VALUES = 8_000_000

/**
 * Counts how deep JSON is nested and how many values it has while its bytes pass, so that a text made to use up
 * memory is refused before it is parsed. Whether it is JSON at all is for the parser to say.
 */
export class JsonGauge {
  private depth = 0
  private values = 0
  private inText = false
  private escaped = false

  /** @returns false once the text is more than a snapshot can be */
  add(bytes: Uint8Array): boolean {
    let { depth, values, inText, escaped } = this
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index]!
      if (inText) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) escaped = true
        else if (byte === QUOTE) inText = false
        continue
      }
      if (byte === QUOTE) inText = true
      else if (byte === COMMA) values++
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        values++
        if (++depth > MOST_DEPTH) return false
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
    }
    Object.assign(this, { depth, values, inText, escaped })
    return values <= MOST_VALUES
  }

  /** Whether the text so far waits for more: a list, an object or a string is open. */
  get isOpen(): boolean {
    return this.inText || this.depth > 0
  }
}
