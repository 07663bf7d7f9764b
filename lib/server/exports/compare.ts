import 'server-only'
import { namedReport } from '../../document/words/named-report'
import { toCompareInput } from '../../link/view-state'
import { readCompare } from '../compare'
import type { PageReader } from './page-reader'

export const readComparePage: PageReader<'compare'> = ({ state, words, signal }) => ({
  compare: async () => ({
    ...state,
    report: namedReport(words('kind'), await readCompare(toCompareInput(state), signal)),
    words,
  }),
})
