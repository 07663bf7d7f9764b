import { useTranslations } from 'next-intl'
import { StrategyMark } from '@/components/display/strategy-mark'
import type { CompareReport, StrategyReport } from '@/lib/analysis/report'
import { plain } from '@/lib/document/plain'

/** What is compared: each strategy with its kind, the evidence for it, and where its tags come from. */
export function StrategyPart({ report }: { readonly report: CompareReport }) {
  const t = useTranslations('report')
  const kinds = useTranslations('kind')
  const columns = ['name', 'kind', 'why', 'reference', 'tags'] as const
  const evidenceOf = ({ kind }: StrategyReport) => {
    const { chainedPairs, pairs, sharedLayers, changesAt, base } = kind
    const tags = plain(changesAt.join(', '))
    const why = kinds(`${kind.kind}Why`, { chained: chainedPairs, pairs, shared: sharedLayers, tags })
    return base === undefined ? why : `${why} ${kinds('base', { base: plain(base) })}`
  }
  const tagsOf = ({ tags, tagsFound }: StrategyReport) =>
    t('tagsOf', {
      first: plain(tags[0]?.tag ?? '') || 'none',
      last: plain(tags.at(-1)?.tag ?? ''),
      shown: tags.length,
      found: tagsFound > tags.length ? tagsFound : 0,
    })
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
              <td className="words">{evidenceOf(strategy)}</td>
              <td className="words">{plain(strategy.repository ?? strategy.input.reference)}</td>
              <td className="words">{tagsOf(strategy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
