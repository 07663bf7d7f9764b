/** Characters of a filter or a pattern. */
export const MAX_PATTERN = 200

export type Pattern =
  | { readonly ok: true; readonly pattern: RegExp }
  | { readonly ok: false; readonly detail: string }

/**
 * Reads a regular expression between slashes (`/^v1/i`). Nested quantifiers are refused: it comes from a link and must not
 * hang the server.
 */
export function parsePattern(text: string): Pattern {
  if (text.length > MAX_PATTERN) return { ok: false, detail: `longer than ${MAX_PATTERN} characters` }
  const [, source, flags] = /^\/(.*)\/(i?)$/.exec(text) ?? []
  if (source === undefined) return { ok: false, detail: 'not between slashes' }
  if (/\([^)]*[+*{][^)]*\)\s*[+*{]/.test(source) || /\\\d/.test(source)) {
    return { ok: false, detail: 'nested repetition and back-references are not allowed' }
  }
  try {
    return { ok: true, pattern: new RegExp(source, flags) }
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
}
