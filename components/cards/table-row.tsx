import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { memo, type Ref } from 'react'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Cell } from '@/components/document/value'
import { useFailureText } from '@/components/states/use-failure-text'
import { Help } from '@/components/ui/help'
import { Hint } from '@/components/ui/hint'
import type { StrategyReport, TagReport } from '@/lib/analysis/report'
import type { ComparePart } from '@/lib/document/cards/compare-table'
import { marksOf, markText } from '@/lib/document/compare/marks'
import type { Row } from '@/lib/document/compare/rows'
import { OtherNames } from './other-names'

interface Props {
  readonly row: Row
  readonly index: number
  readonly strategies: readonly StrategyReport[]
  readonly parts: readonly ComparePart[]
  /** Whether it is worth saying where a tag is. */
  readonly places: boolean
  readonly tagHref: (reference: string, from?: string) => string
  /** Measures it as it is drawn: rows with many names are higher. */
  readonly measure?: Ref<HTMLTableRowElement> | undefined
}

/** One version: per column the strategies' figures, `2 / 2`, the best of them marked. */
export const TableRow = memo(function TableRow(props: Props) {
  const { row, index, strategies, parts, places, tagHref, measure } = props
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
      {parts.slice(1).map(({ column: { id, align }, figure, cell }) => (
        <td
          key={id}
          data-column={id}
          className={`whitespace-nowrap border-line border-b px-2.5 py-2 last:pr-0 ${align === 'right' ? 'text-right' : 'text-left'} ${figure ? '' : 'text-muted'}`}
        >
          <Cell cell={cell(row)} />
        </td>
      ))}
    </tr>
  )
})

/** The version once, a link to each strategy's tag behind it when there are several. */
function Versions({
  row: { label, tags },
  strategies,
  places,
  tagHref,
}: Omit<Props, 'index' | 'parts' | 'measure'>) {
  const first = tags.findIndex((tag) => tag !== undefined)
  const only = tags[first]
  const hrefOf = (tag: TagReport, strategy: number) =>
    tagHref(tag.reference, strategies[strategy]?.from?.name)
  return (
    <div className="flex w-max min-w-min max-w-36 flex-wrap items-center gap-x-2 gap-y-1 sm:max-w-60">
      <span className="inline-flex items-center gap-2">
        {only ? (
          <Link href={hrefOf(only, first)} className="hover:underline">
            {label}
          </Link>
        ) : (
          label
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
        {tags.map((tag, strategy) => tag && <TagMarks key={String(strategy)} tag={tag} places={places} />)}
      </span>
      <OtherNames tags={tags} strategies={strategies} />
    </div>
  )
}

/**
 * What is out of the ordinary with a tag: moved, in one place only, inferred.
 * @param places  whether some tags are elsewhere than others: only then a place is worth a word
 */
function TagMarks({ tag, places }: { readonly tag: TagReport; readonly places: boolean }) {
  const t = useTranslations('cards')
  return marksOf(tag, places).map((mark) => {
    const { text, why } = markText(t, mark)
    return (
      <Hint key={mark.code} text={why}>
        <span className="rounded bg-warn-soft px-1.5 py-0.5 font-normal text-warn text-xs">{text}</span>
      </Hint>
    )
  })
}

/** What the disks hold of all tags together, each layer or blob once, and what adding up the lines suggests. */
export function TotalsRow({ parts }: { readonly parts: readonly ComparePart[] }) {
  const t = useTranslations('cards')
  return (
    <tfoot>
      <tr>
        <th
          scope="row"
          className="sticky left-0 whitespace-nowrap bg-surface py-2 pr-2.5 text-left font-medium"
        >
          {t('allTags')} <Help topic="all-tags" />
        </th>
        {parts.slice(1).map(({ column: { id }, total: { values, beside } }) => {
          const bytes = beside?.map(({ text }) => text).join(' / ')
          return (
            <td key={id} className="whitespace-nowrap px-2.5 py-2 text-right last:pr-0">
              <Cell cell={{ values }} />
              {bytes !== undefined && (
                <span className="mt-1 block text-muted text-xs [&>button]:min-h-6">
                  <Hint text={t('naiveHelp', { bytes })}>
                    <span className="underline decoration-dotted underline-offset-4">
                      {t('naive', { bytes })}
                    </span>
                  </Hint>
                </span>
              )}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
