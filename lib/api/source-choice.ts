import type { SourceChoice } from './compare'

/** Reads which source answers; undefined when the text names none. */
export function parseSourceChoice(text: string): SourceChoice | undefined {
  if (text === 'auto' || text === 'sample') return text
  return isArchive(text) && text.length > PREFIX.length ? text : undefined
}

const PREFIX = 'archive:'

function isArchive(text: string): text is `archive:${string}` {
  return text.startsWith(PREFIX)
}
