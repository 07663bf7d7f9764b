import { createLoader, createParser, createSerializer, parseAsArrayOf } from 'nuqs/server'
import { downloadsParsers } from './downloads-state'
import { MAX_PARAM, parseAsReference, parseAsText } from './params'

/** Notes up to this length go along in the link; longer ones stay in the browser. Below `MAX_PARAM`. */
export const LINKED_NOTES = 600

/** References, comma separated: no reference has a comma. */
const references = createParser<readonly string[]>({
  parse(text) {
    if (text.length > MAX_PARAM) return null
    const found = text.split(',').filter((one) => parseAsReference.parse(one) !== null)
    return found.length > 0 ? found : null
  },
  serialize: (tags) => tags.join(','),
  eq: (a, b) => a.join() === b.join(),
})

/** A part of a report by its name: that of a card, or of what only a report has. */
const section = createParser<string>({
  parse: (text) => (/^[a-z][a-z-]{0,39}$/.test(text) ? text : null),
  serialize: (name) => name,
})

/** What a report has beside the state of the Downloads page. */
export const sheetParsers = {
  title: parseAsText.withDefault(''),
  /** Plain text. */
  notes: parseAsText.withDefault(''),
  /** Sections that are left out. */
  hide: parseAsArrayOf(section).withDefault([]),
  /** References whose layer chains are shown; the last tag of each strategy when there are none. */
  tags: references.withDefault([]),
}

/** The whole state of a report, as its link holds it. */
export const reportParsers = { ...downloadsParsers, ...sheetParsers }

export const loadReport = createLoader(reportParsers)
export type ReportState = Awaited<ReturnType<typeof loadReport>>

const { s, basis, rule, cache, platform, source, units, lang } = reportParsers
const questionParsers = { s, basis, rule, cache, platform, source }
const serializeQuestion = createSerializer(questionParsers)

/** What notes belong to when the link does not hold them: the question, whatever else the link says of its looks. */
export function questionOf(state: Pick<ReportState, keyof typeof questionParsers>): string {
  return serializeQuestion(state)
}

/** The part of the state that decides what the server draws, and that can change elsewhere than on the sheet. */
export const askedParsers = { ...questionParsers, units, lang }
const serializeAsked = createSerializer(askedParsers)

/** Two states with the same one are drawn the same. */
export function drawnFor(state: Pick<ReportState, keyof typeof askedParsers>): string {
  return serializeAsked(state)
}
