import { exact } from '../../../analysis/cell'
import type {
  DiffFileRow,
  DiffFilesReport,
  DiffReport,
  FileTotals,
  GoingReport,
  StepReport,
} from '../../../analysis/diff-report'
import { formatBytes } from '../../../i18n/format'
import type { CardCell, CardColumn, CardRow, CardTable } from '../../document'
import { CHANGES, inVainOf, partingOf } from '../../tag/diff-facts'
import {
  aboutText,
  type CardContext,
  columnsNamed,
  figureCell,
  LEFT,
  notedFigures,
  RIGHT,
  textCell,
} from '../../values'
import { cellText } from '../../words/cell-text'
import { shortened } from '../../words/shortened'
import { sameTextWhy, stepText } from '../../words/step-words'
import type { CardDefinition, DiffContext } from '../card'
import { bytesCell, countCell, pathOf } from './context'

type DiffView = DiffContext['view']

/** Two tags: steps, bytes, files. */
export const diffCard: CardDefinition<'diff'> = {
  id: 'compare',
  title: 'diff.heading',
  pages: ['tag'],
  needs: 'diff',
  offered: { name: 'tab', value: 'compare' },
  says(saying) {
    const { diff: report, view, files, words, source } = saying
    const t = words('diff')
    const { a, b, commonLayers, pairs, divergence } = report
    const same = divergence === undefined
    return {
      note: t('note'),
      remarks: [
        aboutText(words, 'A', a.reference),
        aboutText(words, 'B', b.reference),
        ...(same
          ? [t('sameImage', { layers: commonLayers, steps: pairs.length })]
          : [
              t(`rules.${report.rule}`),
              ...inVainTexts(saying, report),
              ...againText(saying, report.files),
              ...listedText(saying, view, files),
            ]),
      ],
      tables: same
        ? []
        : [
            summaryTable(saying, report, view),
            stepsTable(saying, report, view),
            ...(report.files ? [totalsTable(saying, report.files)] : []),
            ...(files && files.rows.length > 0 ? [filesTable(saying, view, report, files)] : []),
          ],
      source,
    }
  },
}

function inVainTexts({ words, units }: CardContext, report: DiffReport): readonly string[] {
  return inVainOf(report).map(({ key, values, transfer }) => {
    const bytes = () => cellText(transfer, units, 'transfer')
    return words('diff').markup(key, { ...values, bytes })
  })
}

function againText({ words, units }: CardContext, files: FileTotals | undefined): readonly string[] {
  if (!files || files.unchangedDownloadedBytes === 0) return []
  const bytes = () => formatBytes(files.unchangedDownloadedBytes, 'unpacked', units)
  return [words('diff').markup('unchangedDownloaded', { bytes })]
}

function listedText(
  { words }: CardContext,
  { find }: DiffView,
  files: DiffFilesReport | undefined,
): readonly string[] {
  if (!files) return [words('diff')('unread')]
  const { rows, total } = files
  const more = words('exportsMore')
  return [
    ...(find === '' ? [] : [more('query', { text: find })]),
    ...(rows.length < total ? [more('moreRows', { shown: rows.length, total })] : []),
    ...(total === 0 ? [words('diff')(find === '' ? 'noPaths' : 'noMatch')] : []),
  ]
}

/** A step's text, as the link wants it. */
const textOf = ({ words }: CardContext, { recorded }: DiffView, step: StepReport | undefined): string =>
  step === undefined
    ? ''
    : shortened(recorded && step.original !== '' ? step.original : stepText(words('diff'), step))

function summaryTable(saying: CardContext, report: DiffReport, view: DiffView): CardTable {
  const { words } = saying
  const t = words('diff')
  const { a, b, commonLayers, counts } = report
  const { term, step } = partingOf(report)
  const going = ({ transfer, layers, redundantLayers }: GoingReport): readonly [CardCell, string] => [
    figureCell(transfer, saying, 'transfer'),
    [
      t('inLayers', { layers }),
      ...(redundantLayers > 0 ? [t('redundantLayers', { layers: redundantLayers })] : []),
    ].join('; '),
  ]
  return notedFigures(words, t('summary'), [
    [
      t('common'),
      figureCell(exact(commonLayers, 'layers'), saying, 'round'),
      t('commonOf', { a: a.layers, b: b.layers }),
    ],
    [t(term), textCell(''), textOf(saying, view, step)],
    [t('aToB'), ...going(report.aToB)],
    [t('bToA'), ...going(report.bToA)],
    ...CHANGES.filter((change) => counts[change] > 0).map(
      (change) => [t(change), countCell(counts[change]), t(`${change}Why`)] as const,
    ),
  ])
}

function stepsTable(saying: CardContext, { pairs }: DiffReport, view: DiffView): CardTable {
  const { words } = saying
  const t = words('diff')
  const more = words('exportsMore')
  const columns = (side: 'A' | 'B'): readonly CardColumn[] => [
    { id: `step${side}`, title: more('sideStep', { side }), ...LEFT },
    { id: `unpacked${side}`, title: more('sideUnpacked', { side }), ...RIGHT },
    { id: `transfer${side}`, title: more('sideTransfer', { side }), ...RIGHT },
  ]
  return {
    caption: t('steps'),
    columns: [
      { id: 'number', title: words('tag')('step'), ...LEFT },
      { id: 'change', title: t('change'), ...LEFT },
      ...columns('A'),
      ...columns('B'),
    ],
    rows: pairs.map((pair, position) => [
      textCell(String(position + 1)),
      { values: [{ text: t(pair.change), why: sameTextWhy(t, pair) }] },
      ...sideCells(saying, view, pair.a),
      ...sideCells(saying, view, pair.b),
    ]),
  }
}

function sideCells(saying: CardContext, view: DiffView, step: StepReport | undefined): readonly CardCell[] {
  if (!step) return [textCell(''), textCell(''), textCell('')]
  const text = textCell(textOf(saying, view, step))
  if (step.layer === undefined) return [text, textCell(saying.words('diff')('noLayer')), textCell('')]
  return [
    text,
    bytesCell(saying, step.unpackedBytes),
    bytesCell(
      saying,
      step.transferBytes,
      { code: step.unsized ? 'size-unknown' : 'no-registry', data: { layers: 1 } },
      'transfer',
    ),
  ]
}

function totalsTable(saying: CardContext, totals: FileTotals): CardTable {
  const { words } = saying
  const t = words('diff')
  const more = words('exportsMore')
  const { added, addedBytes, removed, removedBytes, changed, changedBytes, unchangedBytes } = totals
  return {
    caption: t('files'),
    columns: [
      { id: 'change', title: t('change'), ...LEFT },
      { id: 'paths', title: more('paths'), ...RIGHT },
      { id: 'bytes', title: more('bytes'), ...RIGHT },
    ],
    rows: [
      [textCell(t('file-added')), countCell(added), bytesCell(saying, addedBytes)],
      [textCell(t('file-removed')), countCell(removed), bytesCell(saying, removedBytes)],
      [textCell(t('file-changed')), countCell(changed), bytesCell(saying, changedBytes)],
      [textCell(t('unchanged')), textCell(''), bytesCell(saying, unchangedBytes)],
    ],
  }
}

/** A line per path that differs, largest first. @param pair  position of the steps whose layers are compared */
function filesTable(
  saying: CardContext,
  { pair }: DiffView,
  { pairs }: DiffReport,
  { rows }: DiffFilesReport,
): CardTable {
  const t = saying.words('diff')
  const { a, b } = (pair === null ? undefined : pairs[pair]) ?? {}
  const step = b ?? a
  return {
    caption: step
      ? aboutText(saying.words, t('pairFiles'), shortened(stepText(t, step), 80))
      : t('fileTable'),
    columns: columnsNamed(t, {
      path: 'left',
      change: 'left',
      differs: 'left',
      sizeA: 'right',
      sizeB: 'right',
    }),
    rows: rows.map((row) => fileRow(saying, row)),
  }
}

function fileRow(saying: CardContext, row: DiffFileRow): CardRow {
  const { change, differs, aBytes, bBytes } = row
  const t = saying.words('diff')
  const bytes = (there: boolean, count: number | undefined): CardCell =>
    there ? bytesCell(saying, count) : textCell('')
  return [
    textCell(pathOf(row)),
    textCell(t(`file-${change}`)),
    textCell(differs.map((what) => t(`differs-${what}`)).join(', ')),
    bytes(change !== 'added', aBytes),
    bytes(change !== 'removed', bBytes),
  ]
}
