import { createSerializer, type inferParserType, parseAsArrayOf } from 'nuqs/server'
import { downloadsParsers } from './downloads-state'
import { parseAs, parseAsNote, parseAsReference, parseAsText } from './params'
import { type QuestionState, questionParsers } from './view-state'

/** Notes up to this length go along in the link; longer ones stay in the browser. Below `MAX_PARAM`. */
export const LINKED_NOTES = 600

/** References, comma separated: no reference has a comma. */
const references = parseAs<readonly string[]>({
  read(text) {
    const found = text.split(',').filter((one) => parseAsReference.parse(one) !== null)
    return found.length > 0 ? found : null
  },
  write: (tags) => tags.join(','),
  eq: (a, b) => a.join() === b.join(),
})

/** A part of a report by its name: that of a card, or of what only a report has. */
const section = parseAs({ read: (text) => (/^[a-z][a-z-]{0,39}$/.test(text) ? text : null) })

/** What a report has beside the state of the Downloads page. */
export const sheetParsers = {
  title: parseAsNote.withDefault(''),
  /** Plain text. */
  notes: parseAsNote.withDefault(''),
  /** Sections that are left out. */
  hide: parseAsArrayOf(section).withDefault([]),
  /** References whose layer chains are shown; the last tag of each strategy when there are none. */
  tags: references.withDefault([]),
}

/** The whole state of a report, as its link holds it. */
export const reportParsers = { ...downloadsParsers, ...sheetParsers }

export type ReportState = inferParserType<typeof reportParsers>

/** What the link of a presentation has beside the state of a report: the slide that is shown. */
export const slideParsers = { card: parseAsText.withDefault('') }

/** The whole state of a presentation, as its link holds it. */
export const presentParsers = { ...reportParsers, ...slideParsers }

const serializeQuestion = createSerializer(questionParsers)

/** What notes belong to when the link does not hold them: the question, whatever else the link says of its looks. */
export function questionOf(state: QuestionState): string {
  return serializeQuestion(state)
}

/** The part of the state that decides what the server draws, and that can change elsewhere than on the sheet. */
export const askedParsers = {
  ...questionParsers,
  units: reportParsers.units,
  lang: reportParsers.lang,
}
const serializeAsked = createSerializer(askedParsers)

/** Two states with the same one are drawn the same. */
export function drawnFor(state: Pick<ReportState, keyof typeof askedParsers>): string {
  return serializeAsked(state)
}
