/** Space of any kind, in runs; line and paragraph separators and tabs too. */
const SPACE = /[\s\u0085]+/gu
/**
 * What would act instead of being read, or is not seen at all: controls, marks that turn the direction of all that
 * follows, spaces without width, halves of characters, and the two code points that no text may hold.
 */
const ACTING = /[\p{Cc}\p{Cs}\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufffe\uffff]/gu

/**
 * Text of an image, a link or a snapshot as one line that only says something: what would act becomes `�`, so that
 * two different names stay different from a clean one.
 */
export function plain(text: string): string {
  return QUIET.test(text) ? text : readable(text)
}

/** Words of ASCII with one space between them, as nearly all are: a page has thousands. */
const QUIET = /^[!-~]+(?: [!-~]+)*$/

function readable(text: string): string {
  return marked(text.replace(SPACE, ' ')).trim()
}

/** The same for text that keeps its spaces and its lines, which all end as HTML ends them. */
export function marked(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ACTING, (sign) => (sign === '\n' || sign === '\t' ? sign : '\ufffd'))
}
