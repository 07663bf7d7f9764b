import 'server-only'
import { namedReport } from '../../document/words/named-report'
import { loadView } from '../../link/view-state'
import { readCompare } from '../compare'
import { parseCompareInput } from '../inputs'
import type { PageReader } from './page-reader'

export const readComparePage: PageReader = ({ search, words, signal }) => ({
  compare: async () => ({
    ...loadView(search),
    report: namedReport(words('kind'), await readCompare(parseCompareInput(search), signal)),
    words,
  }),
})
