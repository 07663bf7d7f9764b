import type { ChainReport } from '../../../analysis/chain-report'
import type { ImageReport } from '../../../analysis/report'
import { formatTime } from '../../../i18n/format'
import { parseInstruction } from '../../../oci/instruction'
import type { CardCell, CardRow } from '../../document'
import { chainRows, historyMismatch } from '../../tag/chain-rows'
import { unpackedCell } from '../../tag/layer-cells'
import { aboutText, columnsNamed, figureCell, RIGHT, textCell } from '../../values'
import { refusalTexts } from '../../words/blob-words'
import { shortened } from '../../words/shortened'
import type { CardDefinition } from '../card'
import type { TagContext } from './context'

type Step = ImageReport['history'][number]
/** The chain has come from elsewhere than the steps, and may be yet to come. */
type HistoryContext = Omit<TagContext, 'chain'> & { readonly chain: ChainReport | undefined }

/** The steps that made the image, oldest first; undefined when none were recorded. */
export function historySaid(context: HistoryContext) {
  const { report, words, source } = context
  const t = words('tag')
  const chain = words('chain')
  if (report.history.length === 0) return undefined
  const mismatch = historyMismatch(report)
  return {
    note: words('exportsMore')('historyNote'),
    remarks: [
      aboutText(words, chain('pairing'), chain(`pairings.${report.tag.image?.stepsFrom ?? 'unpaired'}`)),
      ...(mismatch ? [chain('historyLayers', mismatch)] : []),
      ...refusalTexts([{ tag: report.tag.tag, refusals: report.tag.image?.refusals }], context),
    ],
    tables: [
      {
        columns: [
          ...columnsNamed(t, { step: 'left', instruction: 'left', created: 'left' }),
          { id: 'layer', title: words('exportsMore')('layer'), ...RIGHT },
          { id: 'unpacked', title: t('unpacked'), ...RIGHT },
        ],
        rows: report.history.map((step, index) => rowOf(context, step, index)),
      },
    ],
    source,
  }
}

export const historyCard: CardDefinition<'tag'> = {
  id: 'history',
  title: 'tag.history',
  pages: ['tag'],
  needs: 'tag',
  offered: { name: 'tab', value: 'layers' },
  missing: 'nobody has recorded the steps of this image',
  says: historySaid,
}

function rowOf(context: HistoryContext, step: Step, index: number): CardRow {
  const t = context.words('tag')
  return [
    textCell(String(index + 1)),
    textCell(shortened(parseInstruction(step.createdBy).text || step.comment || t('unknownStep'))),
    textCell(step.created ? formatTime(step.created) : '—'),
    textCell(typeof step.layer === 'number' ? String(step.layer + 1) : step.layer === null ? '' : '—'),
    bytesOf(context, step),
  ]
}

function bytesOf(context: HistoryContext, { layer: position }: Step): CardCell {
  const { report, chain, words } = context
  if (position === null) return textCell(words('tag')('noLayer'))
  if (position === undefined) return textCell('—')
  const layer = chainRows(report, chain).find(({ layer: one }) => one?.position === position)?.layer
  if (!layer) return textCell('—')
  return figureCell(unpackedCell(layer.report, report.tag, layer.chain?.storedBytes), context, 'unpacked')
}
