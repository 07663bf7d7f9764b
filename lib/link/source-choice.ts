import { SAMPLES, type SourceChoice } from '../analysis/question'

const CHOICE = new RegExp(`^(?:auto|${SAMPLES.join('|')}|(?:archive|snapshot):.+)$`, 's')

/** Reads which source answers; undefined when the text names none. */
export function parseSourceChoice(text: string): SourceChoice | undefined {
  return CHOICE.test(text) ? (text as SourceChoice) : undefined
}

/** The name of the snapshot that a choice opens; undefined for every other choice. */
export function snapshotIn(source: SourceChoice): string | undefined {
  return source.startsWith('snapshot:') ? source.slice('snapshot:'.length) : undefined
}

/** The name of the archive that a choice opens; undefined for every other choice. */
export function archiveIn(source: SourceChoice): string | undefined {
  return source.startsWith('archive:') ? source.slice('archive:'.length) : undefined
}

/** Where a tag of a series is read: in the snapshot that its strategy is taken from, else where the page reads. */
export function tagSource(source: SourceChoice, from: string | undefined): SourceChoice {
  return from === undefined ? source : `snapshot:${from}`
}

/** The link that opens an archive. */
export function archiveHref(name: string): string {
  return `/?${new URLSearchParams({ source: `archive:${name}` })}`
}
