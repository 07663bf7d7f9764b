import { createLoader } from 'nuqs/server'
import { parseAsText } from './params'
import { reportParsers } from './report-state'

/** What the link of a presentation has beside the state of a report: the slide that is shown. */
export const slideParsers = {
  card: parseAsText.withDefault(''),
}

/** The whole state of a presentation, as its link holds it. */
export const presentParsers = { ...reportParsers, ...slideParsers }

export const loadPresent = createLoader(presentParsers)
