import 'server-only'
import { pullChoice } from '../../document/downloads/pull-choice'
import { namedReport } from '../../document/words/named-report'
import { toDownloadsInput } from '../../link/downloads-state'
import { toCompareInput } from '../../link/view-state'
import { readCompare, readDownloads, readPull } from '../compare'
import { once, type PageReader, saidWith } from './page-reader'

export const readComparePage: PageReader<'compare'> = (question) => {
  const state = saidWith(question)
  const read = once(async () => {
    const report = await readCompare(toCompareInput(state), question.signal)
    return { ...state, report: namedReport(state.words('kind'), report) }
  })
  return { compare: read, answer: read }
}

export const readDownloadsPage: PageReader<'downloads'> = (question) => {
  const { words, signal } = question
  const state = saidWith(question)
  const read = once(async () => {
    const { compare, strategies } = await readDownloads(toDownloadsInput(state), signal)
    return { compare: namedReport(words('kind'), compare), strategies }
  })
  const compared = async () => ({ ...state, report: (await read()).compare })
  return {
    compare: compared,
    answer: compared,
    downloads: async () => ({ ...state, report: await read() }),
    /** @throws SourceError for a tag that is gone by now */
    pull: async () => {
      const report = await read()
      const choice = pullChoice(report, state)
      return choice && { ...state, report, choice, pull: await readPull(choice.input, signal) }
    },
  }
}
