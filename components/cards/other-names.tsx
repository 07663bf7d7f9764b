import { useTranslations } from 'next-intl'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Popover } from '@/components/ui/popover'
import type { StrategyReport } from '@/lib/analysis/report'
import type { Row } from '@/lib/document/compare/rows'
import { otherNamesOf } from '@/lib/document/words/other-names'

interface Props {
  readonly tags: Row['tags']
  readonly strategies: readonly StrategyReport[]
}

/** Chips that stand in a row; with more names than one above it, the others open in a panel. */
const MOST_CHIPS = 3

/** The other names of a row's images, behind the mark of a strategy where the strategies differ. */
export function OtherNames({ tags, strategies }: Props) {
  const t = useTranslations('cards')
  return otherNamesOf(tags).map(({ strategy = -1, names }) => {
    const fits = names.length <= MOST_CHIPS + 1
    const of = strategies[strategy]
    const label = of ? `${of.name}: ${t('otherNames')}` : t('otherNames')
    return (
      <ul
        key={strategy}
        aria-label={label}
        title={label}
        className="flex min-w-0 flex-wrap items-center gap-1"
      >
        {of && (
          <li>
            <StrategyMark colour={of.colour} className="size-3" />
          </li>
        )}
        <Chips names={fits ? names : names.slice(0, MOST_CHIPS)} />
        {!fits && (
          <li>
            <Popover
              label={label}
              trigger={
                <button
                  type="button"
                  aria-label={t('moreNames', { count: names.length - MOST_CHIPS })}
                  className="min-h-6 cursor-pointer rounded border border-line px-1.5 font-normal text-xs hover:border-line-strong"
                >
                  +{names.length - MOST_CHIPS}
                </button>
              }
            >
              <p className="mb-2 text-muted">{label}</p>
              <ul className="flex max-h-72 flex-wrap gap-1 overflow-y-auto">
                <Chips names={names} />
              </ul>
            </Popover>
          </li>
        )}
      </ul>
    )
  })
}

function Chips({ names }: { readonly names: readonly string[] }) {
  return names.map((name) => (
    <li
      key={name}
      className="max-w-full truncate rounded border border-line bg-sunken px-1.5 py-0.5 font-normal text-xs"
    >
      {name}
    </li>
  ))
}
