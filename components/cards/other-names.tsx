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
  return otherNamesOf(tags).map(({ strategies: places, names }) => {
    const fits = names.length <= MOST_CHIPS + 1
    const of = places.flatMap((place) => strategies[place] ?? [])
    const label = [of.map(({ name }) => name).join(', '), t('otherNames')].filter(Boolean).join(': ')
    return (
      <ul
        key={places.join()}
        aria-label={label}
        title={label}
        className="flex min-w-0 flex-wrap items-center gap-1"
      >
        {of.length > 0 && (
          <li className="inline-flex">
            {of.map(({ colour }, place) => (
              <StrategyMark key={String(place)} colour={colour} className="size-3" />
            ))}
          </li>
        )}
        <Chips names={fits ? names : names.slice(0, MOST_CHIPS)} look="max-w-32 truncate" />
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
              <ul className="flex flex-wrap gap-1">
                <Chips names={names} look="[overflow-wrap:anywhere]" />
              </ul>
            </Popover>
          </li>
        )}
      </ul>
    )
  })
}

function Chips({ names, look }: { readonly names: readonly string[]; readonly look: string }) {
  return names.map((name) => (
    <li
      key={name}
      title={name}
      className={`rounded border border-line bg-sunken px-1.5 py-0.5 font-normal text-xs ${look}`}
    >
      {name}
    </li>
  ))
}
