import type { ImageReport } from '../../../analysis/report'
import { formatTime } from '../../../i18n/format'
import { parseInstruction } from '../../../oci/instruction'

import type { CardCell, CardDocument, CardRow } from '../../document'
import { chainRows } from '../../tag/chain-rows'
import { unpackedCell } from '../../tag/layer-cells'
import { figureOf, textCell } from '../../values'
import { shortened } from '../../words/shortened'
import { LEFT, RIGHT, type TagContext, valueWords } from './context'

type Step = ImageReport['history'][number]

/** The steps that made the image, oldest first; undefined when none were recorded. */
export function historyDocument(context: TagContext): CardDocument | undefined {
  const { report, units, words, source } = context
  const t = words('tag')
  if (report.history.length === 0) return undefined
  return {
    card: 'history',
    title: t('history'),
    note: words('exportsMore')('historyNote'),
    legend: [],
    remarks: [words('chain')(`pairings.${report.tag.image?.stepsFrom ?? 'unpaired'}`)].map((text) =>
      words('exportsMore')('about', { name: words('chain')('pairing'), text }),
    ),
    tables: [
      {
        columns: [
          { id: 'step', title: t('step'), ...LEFT },
          { id: 'instruction', title: t('instruction'), ...LEFT },
          { id: 'created', title: t('created'), ...LEFT },
          { id: 'layer', title: words('exportsMore')('layer'), ...RIGHT },
          { id: 'unpacked', title: t('unpacked'), ...RIGHT },
        ],
        rows: report.history.map((step, index) => rowOf(context, step, index)),
      },
    ],
    charts: [],
    source,
    units,
  }
}

function rowOf(context: TagContext, step: Step, index: number): CardRow {
  const t = context.words('tag')
  return [
    textCell(String(index + 1)),
    textCell(shortened(parseInstruction(step.createdBy).text || step.comment || t('unknownStep'))),
    textCell(step.created ? formatTime(step.created) : '—'),
    textCell(typeof step.layer === 'number' ? String(step.layer + 1) : step.layer === null ? '' : '—'),
    bytesOf(context, step),
  ]
}

function bytesOf(context: TagContext, { layer: position }: Step): CardCell {
  const { report, chain, words } = context
  if (position === null) return textCell(words('tag')('noLayer'))
  const layer = chainRows(report, chain).find(({ layer: one }) => one?.position === position)?.layer
  if (position === undefined || !layer) return textCell('—')
  const cell = unpackedCell(layer.report, report.tag, layer.chain?.storedBytes)
  return { values: [figureOf(cell, valueWords(context))] }
}
