import { useTranslations } from 'next-intl'
import { StrategyMark } from '@/components/display/strategy-mark'
import type { CompareReport, StrategyReport } from '@/lib/analysis/report'
import { plain } from '@/lib/document/plain'

/** What is compared: each strategy with its kind, the evidence for it, and where its tags come from. */
export function StrategyPart({ report }: { readonly report: CompareReport }) {
  const t = useTranslations('report')
  const kinds = useTranslations('kind')
  const columns = ['name', 'kind', 'why', 'reference', 'tags'] as const
  return (
    <section className="scroll short" tabIndex={0} aria-label={t('section.strategies')}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`strategyColumns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.strategies.map((strategy, position) => (
            <tr key={String(position)}>
              <th scope="row" className="words">
                <StrategyMark colour={strategy.colour} className="mark" />
                {plain(strategy.name)}
              </th>
              <td>{kinds(strategy.kind.kind)}</td>
              <td className="words">
                <Evidence kind={strategy.kind} />
              </td>
              <td className="words">{plain(strategy.repository ?? strategy.input.reference)}</td>
              <td className="words">
                <Tags strategy={strategy} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Evidence({ kind }: Pick<StrategyReport, 'kind'>) {
  const t = useTranslations('kind')
  const { chainedPairs, pairs, sharedLayers, changesAt, base } = kind
  const why = t(`${kind.kind}Why`, {
    chained: chainedPairs,
    pairs,
    shared: sharedLayers,
    tags: plain(changesAt.join(', ')),
  })
  return base === undefined ? why : `${why} ${t('base', { base: plain(base) })}`
}

function Tags({ strategy: { tags, tagsFound } }: { readonly strategy: StrategyReport }) {
  const t = useTranslations('report')
  return t('tagsOf', {
    first: plain(tags[0]?.tag ?? '') || 'none',
    last: plain(tags.at(-1)?.tag ?? ''),
    shown: tags.length,
    found: tagsFound > tags.length ? tagsFound : 0,
  })
}
