import 'server-only'
import { pullChoice } from '../../document/downloads/pull-choice'
import { namedReport } from '../../document/words/named-report'
import { loadDownloads } from '../../link/downloads-state'
import { readDownloads, readPull } from '../downloads'
import { parseDownloadsInput } from '../inputs'
import { once, type PageReader } from './page-reader'

export const readDownloadsPage: PageReader = ({ search, words, signal }) => {
  const state = { ...loadDownloads(search), words }
  const read = once(async () => {
    const { compare, strategies } = await readDownloads(parseDownloadsInput(search), signal)
    return { compare: namedReport(words('kind'), compare), strategies }
  })
  return {
    compare: async () => ({ ...state, report: (await read()).compare }),
    downloads: async () => ({ ...state, report: await read() }),
    /** @throws SourceError for a tag that is gone by now */
    pull: async () => {
      const report = await read()
      const choice = pullChoice(report, state)
      return choice && { ...state, report, choice, pull: await readPull(choice.input, signal) }
    },
  }
}
