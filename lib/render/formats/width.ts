/** East Asian wide and full-width characters, and emoji: two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
/** Marks on the character before, and what is not seen. */
const NONE = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u

/** Columns that a text takes in a fixed-width font: two for each character of Hangul. */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text) width += NONE.test(char) ? 0 : WIDE.test(char) ? 2 : 1
  return width
}
