/** Where the letters that a text begins with end. */
export function lettersEnd(text: string): number {
  let end = 0
  // Letters of both cases differ by one bit.
  for (let code = text.charCodeAt(0) | 32; code >= 97 && code <= 122; code = text.charCodeAt(end) | 32) end++
  return end
}

/** Behind a dot, where there is one. */
export const afterDot = (text: string, index: number) => (text[index] === '.' ? index + 1 : index)
const isDigit = (code: number) => code >= 48 && code <= 57

/** Where a number with its parts ends; `from` where there is none. */
export function numberEnd(text: string, from: number): number {
  let end = from
  while (
    isDigit(text.charCodeAt(end)) ||
    (end > from && text[end] === '.' && isDigit(text.charCodeAt(end + 1)))
  ) {
    end++
  }
  return end
}

/** The numbers between dots. Written out, as `split` takes three times as long, and there are as many as tags. */
export function partsOf(written: string): string[] {
  const parts: string[] = []
  for (let from = 0, end = 0; end <= written.length; end++) {
    if (end < written.length && written[end] !== '.') continue
    parts.push(digits(written.slice(from, end)))
    from = end + 1
  }
  return parts
}

/** A number without the zeros in front of it. */
export function digits(written: string): string {
  let zeros = 0
  while (zeros < written.length - 1 && written[zeros] === '0') zeros++
  return zeros === 0 ? written : written.slice(zeros)
}

/** With its length in front, a number's text sorts as the number, of any length; and no item is part of another. */
export function ordered(item: string): string {
  return String.fromCharCode(item.length) + item
}
