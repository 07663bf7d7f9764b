import { exact } from '../../../analysis/cell'
import type { DuplicateReport, WasteReport } from '../../../analysis/chain-report'
import { groupedAdvice } from '../../../analysis/grouped-advice'
import { formatBytes, formatShare } from '../../../i18n/format'
import type { CardTable } from '../../document'
import {
  aboutText,
  columnsNamed,
  figureCell,
  LEFT,
  notedCell,
  notedFigures,
  RIGHT,
  textCell,
} from '../../values'
import { adviceText } from '../../words/advice-words'
import type { CardDefinition, PlacedContext } from '../card'
import { bytesCell, countCell, instructionsOf, type TagContext, UNREAD_FILES } from './context'

/** Copies of one content that are named; the others are counted. */
export const SHOWN_COPIES = 5

type WasteContext = Pick<TagContext, 'report' | 'units' | 'words'>

/** What the image stores for nothing, once its files are known. */
export const wasteCard: CardDefinition<'placed'> = {
  id: 'waste',
  title: 'waste.heading',
  pages: ['tag'],
  needs: 'placed',
  offered: { name: 'tab', value: 'waste' },
  missing: UNREAD_FILES,
  says(context) {
    const { chain, words, source } = context
    const { waste } = chain
    if (!waste) return undefined
    const t = words('waste')
    const wasted = waste.hiddenBytes > 0 || waste.duplicateBytes > 0
    return {
      note: t('note'),
      remarks: wasted ? remarksOf(context, waste) : [t('none')],
      tables: [
        figuresTable(context, waste),
        ...(waste.hidden.length > 0 ? [hiddenTable(context, waste)] : []),
        ...(waste.duplicates.length > 0 ? [duplicatesTable(context, waste)] : []),
      ],
      source,
    }
  },
}

function remarksOf({ words, units, place }: PlacedContext, waste: WasteReport): readonly string[] {
  const t = words('waste')
  const left = (name: string, count: number) =>
    count > 0 ? [aboutText(words, t(name), t('more', { count }))] : []
  return [
    ...(waste.advice.length === 0 ? [t('noAdvice')] : []),
    ...groupedAdvice(waste.advice, place.tags).map((advice) => {
      const saves = t('saves', { bytes: formatBytes(advice.savedBytes, 'unpacked', units) })
      const example = t.markup('example', { path: () => `/${advice.example}` })
      return aboutText(words, capital(saves), `${adviceText(t, advice, place.tags)} ${example}`)
    }),
    ...left('hiddenPaths', waste.moreHidden),
    ...left('duplicatePaths', waste.moreDuplicates),
    aboutText(words, t('dive'), t('diveWhy')),
  ]
}

/** It begins the line. */
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function figuresTable(context: TagContext, waste: WasteReport): CardTable {
  const { words } = context
  const t = words('waste')
  const { visibleBytes, storedBytes, hiddenBytes, duplicateBytes, dive } = waste
  const share = formatShare(storedBytes > 0 ? hiddenBytes / storedBytes : 0)
  return notedFigures(words, words('exportsMore')('summary'), [
    [t('visible'), bytesCell(context, visibleBytes), t('visibleNote')],
    [t('stored'), bytesCell(context, storedBytes), t('storedNote')],
    [t('hidden'), bytesCell(context, hiddenBytes), t('hiddenNote', { share })],
    [t('duplicates'), bytesCell(context, duplicateBytes), t('duplicatesNote')],
    ['efficiencyScore', figureCell(exact(dive.efficiencyScore, 'ratio'), context, 'round'), 'dive'],
    ['inefficientBytes', bytesCell(context, dive.inefficientBytes), 'dive'],
  ])
}

/** The paths that a later layer took out of sight, the largest first. */
export function hiddenTable(context: WasteContext, { hidden }: Pick<WasteReport, 'hidden'>): CardTable {
  const t = context.words('waste')
  const instructions = instructionsOf(context.report)
  const layer = (position: number) =>
    notedCell(t('layer', { n: position + 1 }), instructions[position] || t('unknownStep'))
  const beside = context.words('chain')('instruction')
  return {
    caption: t('hiddenPaths'),
    columns: [
      { id: 'path', title: t('path'), ...LEFT },
      { id: 'how', title: t('how'), ...LEFT },
      { id: 'from', title: t('from'), ...LEFT, beside },
      { id: 'by', title: t('by'), ...LEFT, beside },
      { id: 'bytes', title: t('bytes'), ...RIGHT },
      { id: 'files', title: t('files'), ...RIGHT },
    ],
    rows: hidden.map(({ path, how, from, by, bytes, files }) => [
      textCell(`/${path}`),
      textCell(t('howName', { how })),
      layer(from),
      layer(by),
      bytesCell(context, bytes),
      countCell(files),
    ]),
  }
}

/** Content that several files hold, the most wasteful first. */
export function duplicatesTable(
  context: WasteContext,
  { duplicates }: Pick<WasteReport, 'duplicates'>,
): CardTable {
  const t = context.words('waste')
  return {
    caption: t('duplicatePaths'),
    columns: columnsNamed(t, { size: 'right', copies: 'left' }),
    rows: duplicates.map((duplicate) => [
      bytesCell(context, duplicate.bytes),
      textCell(copiesText(context, duplicate)),
    ]),
  }
}

function copiesText({ words }: WasteContext, { copies, more }: DuplicateReport): string {
  const t = words('waste')
  const left = more + Math.max(0, copies.length - SHOWN_COPIES)
  const named = copies
    .slice(0, SHOWN_COPIES)
    .map(({ path, layer, hidden }) => `/${path} (${t(hidden ? 'copyHidden' : 'copyIn', { n: layer + 1 })})`)
  return [...named, ...(left > 0 ? [t('more', { count: left })] : [])].join(', ')
}
