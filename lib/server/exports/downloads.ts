import 'server-only'
import type { DownloadsReport } from '../../analysis/downloads-report'
import { compareDocuments } from '../../document/cards/compare'
import { matrixDocument } from '../../document/cards/downloads/matrix'
import { pullDocument } from '../../document/cards/downloads/pull'
import { rolloutDocument } from '../../document/cards/downloads/rollout'
import { storageDocument } from '../../document/cards/downloads/storage'
import type { CardDocument } from '../../document/document'
import { pullChoice } from '../../document/downloads/pull-choice'
import { namedReport } from '../../document/words/named-report'
import type { Words } from '../../document/words/words'
import { type DownloadsState, loadDownloads } from '../../link/downloads-state'
import { EXPORT_CARDS } from '../../link/exports'
import { readDownloads, readPull } from '../downloads'
import { parseDownloadsInput } from '../inputs'
import type { PageExports } from './page-exports'

const CARDS = EXPORT_CARDS.downloads
type Card = (typeof CARDS)[number]

interface Asked {
  readonly report: DownloadsReport
  readonly state: DownloadsState
  readonly words: Words
}

/** The Downloads page: pulls, upgrades, rollouts, storage. */
export const downloadsExports: PageExports = {
  cards: CARDS,
  async read({ cards, search, words }) {
    const { compare, strategies } = await readDownloads(parseDownloadsInput(search))
    const report = { compare: namedReport(words('kind'), compare), strategies }
    const asked = { report, state: loadDownloads(search), words }
    const found = cards.flatMap((name) => CARDS.find((card) => card === name) ?? [])
    return (await Promise.all(found.map((card) => READ[card](asked)))).flat()
  },
}

const READ: Readonly<Record<Card, (asked: Asked) => Promise<readonly CardDocument[]>>> = {
  cached: async ({ report, state, words }) => compareDocuments(report.compare, state, words, ['cached']),
  matrix: async ({ report, state, words }) => [matrixDocument(report, state.units, words)],
  pull: readPullDocument,
  rollout: async ({ report, state, words }) => [rolloutDocument(report, state, state.units, words)],
  storage: async ({ report, state, words }) => [storageDocument(report, state.units, words)],
}

/** @throws SourceError for a tag that is gone by now */
async function readPullDocument({ report, state, words }: Asked): Promise<readonly CardDocument[]> {
  const choice = pullChoice(report, state)
  if (!choice) return []
  return [pullDocument(report, choice, await readPull(choice.input), state, state.units, words)]
}
