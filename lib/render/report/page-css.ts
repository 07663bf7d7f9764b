/** Text as a string of CSS: every character that could mean something there is written as its number. */
export function cssString(text: string): string {
  const written = [...text].map((char) =>
    /[\p{L}\p{N} ]/u.test(char) ? char : `\\${char.codePointAt(0)!.toString(16)} `,
  )
  return `"${written.join('')}"`
}

export interface PageWords {
  /** Stands above every page but the first. */
  readonly title: string
  /** Stands below every page. */
  readonly foot: string
}

/** A margin of a page has one line. */
const MOST = 90

const short = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length <= MOST ? line : `${[...line].slice(0, MOST - 1).join('')}…`
}

/** Margins of the printed pages, with title and numbers; the paper's size is the printer's. */
export function pageCss({ title, foot }: PageWords): string {
  const font = 'font: 7.5pt system-ui, "Noto Sans KR", "Noto Sans CJK KR", sans-serif; color: #555'
  return `@page {
  margin: 17mm 14mm 18mm;
  @top-left { content: ${cssString(short(title))}; ${font} }
  @bottom-left { content: ${cssString(short(foot))}; ${font} }
  @bottom-right { content: counter(page) " / " counter(pages); ${font} }
}
@page :first { @top-left { content: none } }
`
}
