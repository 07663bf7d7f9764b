import { plain } from '../../oci/plain'

/** Not seen, and enough to make a name no name: `@​octocat` mentions no one. */
const BREAK = '&#8203;'

/**
 * Text as Markdown that says just that: nothing in it is read as markup by CommonMark or GitHub's dialect, no one is
 * mentioned and nothing is linked. What cannot be mistaken stays as it is, since chats show backslashes.
 *
 * Each line says of which construct it is the first character; the text is one line already (`plain`).
 */
export function escapeMarkdown(text: string): string {
  return (
    plain(text)
      .replace(/[\\`*[\]|$]/g, '\\$&')
      // Tags and autolinks; `<0.1%` is neither.
      .replace(/<(?!\d)/g, '\\<')
      .replace(/&(?=#?\w+;)/g, '\\&')
      // Within a word it emphasises nothing.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      // Strikes nothing out between spaces: `0.0.1 ~ 0.0.3`.
      .replace(/(?<!\s)~|~(?!\s)/g, '\\~')
      .replace(/(?<=^|\s)#/g, '\\#')
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/www(?=\.)/gi, '$&\\')
      // Issues, people and addresses are looked for in what is left after Markdown has been read.
      .replace(/#(?=\d)/g, `#${BREAK}`)
      .replace(/(?<!\w)@(?=\w)|@(?=[\w-]+\.\w)/g, `@${BREAK}`)
  )
}

/** The same where a line begins with it: neither heading, list, quote nor rule. */
export function escapeLine(text: string): string {
  return escapeMarkdown(text)
    .replace(/^[-+=>]/, '\\$&')
    .replace(/^\d+(?=[.)](?:\s|$))/, '$&\\')
}
