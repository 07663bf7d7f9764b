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
    let index = this.inText ? this.endOfText(bytes, 0) : 0
    while (index < bytes.length) {
      const byte = bytes[index++]
      if (byte === QUOTE) {
        this.inText = true
        index = this.endOfText(bytes, index)
      } else if (byte === COMMA) this.values++
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        this.values++
        if (++this.depth > MOST_DEPTH) return false
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.depth--
    }
    return this.values <= MOST_VALUES
  }

  /** Where a string goes on after its last quote; most of a snapshot is strings, and they are passed in one go. */
  private endOfText(bytes: Uint8Array, from: number): number {
    let start = from
    for (;;) {
      const quote = bytes.indexOf(QUOTE, start)
      const end = quote === -1 ? bytes.length : quote
      let backslashes = 0
      while (end - backslashes > start && bytes[end - backslashes - 1] === BACKSLASH) backslashes++
      // The run may go on from the chunk before.
      const isEscaped = (backslashes % 2 === 1) !== (end - backslashes === start && this.escaped)
      this.escaped = quote === -1 && isEscaped
      if (quote === -1) return bytes.length
      if (!isEscaped) {
        this.inText = false
        return quote + 1
      }
      start = quote + 1
    }
  }

  /** Whether the text so far waits for more: a list, an object or a string is open. */
  get isOpen(): boolean {
    return this.inText || this.depth > 0
  }
}
