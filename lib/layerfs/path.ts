/** A path as the layer's file system sees it. */
export interface CleanPath {
  readonly path: string
  /** `..` led out of the root. */
  readonly escaped: boolean
}

/**
 * Resolves a tar entry's name below the root: no leading slash, no `.`, no empty parts, `..` never above the root.
 *
 * @returns the empty path for the root itself. Never throws.
 */
export function cleanPath(name: string): CleanPath {
  // Most names are clean already, or end as directories do.
  if (SIMPLE.test(name)) return { path: name.endsWith('/') ? name.slice(0, -1) : name, escaped: false }
  const parts: string[] = []
  let escaped = false
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) escaped = true
  }
  return { path: parts.join('/'), escaped }
}

const SIMPLE = /^(?:[^/.][^/]*\/)*[^/.][^/]*\/?$/

/** The directory that a path is in, and its last part. */
export function splitPath(path: string): readonly [directory: string, name: string] {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)]
}

/** Joins a directory and a name. */
export function joinPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads the bytes of a name: as UTF-8, or each byte that is none as `\xff`. */
export function decodeName(bytes: Uint8Array): { readonly text: string; readonly utf8: boolean } {
  try {
    return { text: strict.decode(bytes), utf8: true }
  } catch {
    return { text: escapeBytes(bytes), utf8: false }
  }
}

function escapeBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    text += byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`
  }
  return text
}

/** Whether a name holds a newline, an escape or another control character. */
export function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}
