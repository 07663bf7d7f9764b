import { useTranslations } from 'next-intl'
import { memo, type Ref } from 'react'
import { Name } from '@/components/display/name'
import { StrategyMark } from '@/components/display/strategy-mark'
import { coloursOf, stackedCell } from '@/components/document/grid'
import { gapBefore } from '@/components/document/table'
import { Cell } from '@/components/document/value'
import { useFailureText } from '@/components/states/use-failure-text'
import { Help } from '@/components/ui/help'
import { Hint } from '@/components/ui/hint'
import { Link } from '@/components/ui/link'
import type { StrategyReport, TagReport } from '@/lib/analysis/report'
import type { SpreadPart } from '@/lib/document/cards/compare-table'
import { markTexts } from '@/lib/document/compare/marks'
import type { Row } from '@/lib/document/compare/rows'
import type { CardColumn } from '@/lib/document/document'
import { OtherNames } from './other-names'

interface Props {
  readonly row: Row
  readonly index: number
  readonly strategies: readonly StrategyReport[]
  readonly columns: readonly SpreadPart[]
  /** Whether it is worth saying where a tag is. */
  readonly places: boolean
  readonly tagHref: (reference: string, from?: string) => string
  /** Measures it as it is drawn: rows with many names are higher. */
  readonly measure?: Ref<HTMLTableRowElement> | undefined
}

/** One version: per column the strategies' figures, `2 / 2`, the best of them marked. */
export const TableRow = memo(function TableRow(props: Props) {
  const { row, index, strategies, columns, places, tagHref, measure } = props
  const { failureText } = useFailureText()
  const failures = row.tags.flatMap((tag) => (tag && !tag.image ? tag.failures : []))
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="group hover:bg-sunken">
      <th
        scope="row"
        className="sticky left-0 whitespace-nowrap border-line border-b bg-surface py-2 pr-2.5 text-left font-medium group-hover:bg-sunken"
      >
        <Versions row={row} strategies={strategies} places={places} tagHref={tagHref} />
        {failures.map((failure) => (
          <p
            key={failure.code}
            className="max-w-96 whitespace-normal font-normal text-bad text-xs [overflow-wrap:anywhere]"
          >
            {failureText(failure)}
          </p>
        ))}
      </th>
      {columns.map(
        ({ part: { figure }, place, column, cell }) =>
          place > 0 && (
            <td
              key={column.id}
              data-column={column.id}
              className={`whitespace-nowrap border-line border-b py-2 last:pr-0 ${sideOf(column)} ${figure ? '' : 'text-muted'}`}
              {...stackedCell(column, place, figure?.beside && column.beside)}
            >
              <Cell cell={cell(row)} colours={coloursOf(column, strategies)} />
            </td>
          ),
      )}
    </tr>
  )
})

/** The version once, a link to each strategy's tag behind it when there are several. */
function Versions({
  row: { label, tags },
  strategies,
  places,
  tagHref,
}: Omit<Props, 'index' | 'columns' | 'measure'>) {
  const first = tags.findIndex((tag) => tag !== undefined)
  const only = tags[first]
  const hrefOf = (tag: TagReport, strategy: number) =>
    tagHref(tag.reference, strategies[strategy]?.from?.name)
  return (
    <div className="flex w-max min-w-min max-w-36 flex-wrap items-center gap-x-2 gap-y-1 sm:max-w-60">
      <span className="inline-flex items-center gap-2">
        {only ? (
          <Link href={hrefOf(only, first)} aria-label={label} className="group/name min-w-0 hover:underline">
            <Name text={label} inert />
          </Link>
        ) : (
          <Name text={label} />
        )}
        {new Set(tags.filter(Boolean)).size > 1 && (
          <span className="inline-flex">
            {tags.map(
              (tag, strategy) =>
                tag && (
                  <Link
                    // One reference can stand twice: live, and as a snapshot has it.
                    key={String(strategy)}
                    href={hrefOf(tag, strategy)}
                    title={tag.reference}
                    aria-label={tag.reference}
                    className="grid size-6 place-items-center"
                  >
                    <StrategyMark
                      colour={strategies[strategy]?.colour ?? 0}
                      className="size-3 rounded-full hover:ring-2 hover:ring-line-strong"
                    />
                  </Link>
                ),
            )}
          </span>
        )}
        <TagMarks tags={tags} places={places} />
      </span>
      <OtherNames tags={tags} strategies={strategies} />
    </div>
  )
}

/**
 * What is out of the ordinary with a row's tags: moved, in one place only, inferred; what holds of several is said once.
 * @param places  whether some tags are elsewhere than others: only then a place is worth a word
 */
function TagMarks({ tags, places }: { readonly tags: Row['tags']; readonly places: boolean }) {
  const t = useTranslations('cards')
  return markTexts(t, tags, places).map(({ text, why }) => (
    <Hint key={why} text={why}>
      <span className="rounded bg-warn-soft px-1.5 py-0.5 font-normal text-warn text-xs">{text}</span>
    </Hint>
  ))
}

/** Alignment of a cell, and the gap before it. */
const sideOf = (column: CardColumn) =>
  `${column.align === 'right' ? 'text-right' : 'text-left'} ${gapBefore(column)} ${column.strategy ? '' : 'pr-2.5'}`

interface TotalsProps {
  readonly columns: readonly SpreadPart[]
  readonly strategies: readonly StrategyReport[]
}

/** What the disks hold of all tags together, each layer or blob once, and what adding up the lines suggests. */
export function TotalsRow({ columns, strategies }: TotalsProps) {
  const t = useTranslations('cards')
  const exports = useTranslations('exports')
  const isSpread = columns.some(({ column }) => column.strategy)
  return (
    <tfoot className="sticky bottom-0 bg-surface">
      <tr>
        <th
          scope="row"
          className="sticky left-0 whitespace-nowrap border-line-strong border-t bg-surface py-2 pr-2.5 text-left font-medium"
        >
          {t('allTags')} <Help topic="all-tags" />
          {isSpread && <span className="block font-normal text-muted text-xs">{exports('tagByTag')}</span>}
        </th>
        {columns.map(({ place, column, total: { values, beside } }) => {
          if (place === 0) return null
          const bytes = beside?.map(({ text }) => text).join(' / ')
          return (
            <td
              key={column.id}
              className={`whitespace-nowrap border-line-strong border-t bg-surface py-2 last:pr-0 ${sideOf(column)}`}
              {...stackedCell(column, place)}
            >
              <Cell cell={{ values }} colours={coloursOf(column, strategies)} />
              {bytes !== undefined && (
                <span className="mt-1 block text-muted text-xs [&>button]:min-h-6">
                  {isSpread ? (
                    bytes
                  ) : (
                    <Hint text={t('naiveHelp', { bytes })}>
                      <span className="underline decoration-dotted underline-offset-4">
                        {t('naive', { bytes })}
                      </span>
                    </Hint>
                  )}
                </span>
              )}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
