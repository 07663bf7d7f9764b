import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Remarks, SheetCard } from '@/components/document/sheet-card'
import { profileMeant } from '@/lib/analysis/pull/profiles'
import type { CompareReport, StrategyReport } from '@/lib/analysis/report'
import { fleetOf } from '@/lib/document/downloads/fleet-fields'
import { formulaOf } from '@/lib/document/method/formulas'
import { TERMS, type TopicId } from '@/lib/document/method/topics'
import type { ReportCard, ReportDocuments } from '@/lib/document/report/documents'
import { footnotesOf } from '@/lib/document/report/footnotes'
import { cacheWords } from '@/lib/document/words/cache-words'
import { engineText } from '@/lib/document/words/engine-words'
import { kindName, kindText } from '@/lib/document/words/kind-text'
import { fleetText } from '@/lib/document/words/rollout-words'
import type { ReportState } from '@/lib/link/report-state'
import { plain } from '@/lib/oci/plain'
import { formatPlatform } from '@/lib/oci/platform'
import type { SheetPart } from './report-view'

interface Question {
  readonly compare: CompareReport
  readonly documents: ReportDocuments
  readonly state: ReportState
  /** Of a section that is no card. */
  readonly titleOf: (id: string) => string
}

/** The sections of a report, drawn, in their order: none of them needs a script. */
export function reportParts(question: Question): readonly SheetPart[] {
  const { titleOf } = question
  const { cards, chains } = question.documents
  const footnotes = footnotesOf([...cards.map(({ document }) => document), ...chains])
  const own = (id: string, content: ReactNode): SheetPart => ({ id, title: titleOf(id), content })
  const saysOnly = ({ slides }: ReportCard) => slides?.includes('sentences') ?? false
  const cardPart = (card: ReportCard): SheetPart => ({
    id: card.document.card,
    title: card.document.title,
    content: saysOnly(card) ? (
      <Remarks remarks={card.document.remarks} />
    ) : (
      <SheetCard document={card.document} footnotes={footnotes} titled />
    ),
  })
  // What it comes to stands before what is compared: the answer, and all up to the last card of sentences.
  const first = cards.findLastIndex(saysOnly) + 1
  return [
    ...cards.slice(0, first).map(cardPart),
    own('strategies', <StrategyPart {...question} />),
    ...cards.slice(first).map(cardPart),
    own(
      'layers',
      chains.length === 0 ? (
        <NoChains />
      ) : (
        chains.map((chain) => <SheetCard key={chain.title} document={chain} footnotes={footnotes} />)
      ),
    ),
    own('assumptions', <AssumptionPart {...question} />),
    own('method', <MethodPart />),
  ]
}

function NoChains() {
  const t = useTranslations('report')
  return <p className="quiet">{t('chainsUnread')}</p>
}

/** What is compared: each strategy with its kind, the evidence for it, and where its tags come from. */
function StrategyPart({
  compare: { strategies, basis },
  state: { units },
}: Pick<Question, 'compare' | 'state'>) {
  const t = useTranslations('report')
  const kinds = useTranslations('kind')
  const cards = useTranslations('cards')
  const columns = ['name', 'kind', 'why', 'reference', 'tags'] as const
  const tagsOf = ({ tags, tagsFound }: StrategyReport) =>
    t('tagsOf', {
      first: plain(tags[0]?.tag ?? '') || 'none',
      last: plain(tags.at(-1)?.tag ?? ''),
      shown: tags.length,
      found: tagsFound > tags.length ? tagsFound : 0,
    })
  const cellsOf = (strategy: StrategyReport) => [
    kindName(kinds, strategy.kind),
    plain(kindText(kinds, strategy, basis, units)),
    plain(strategy.repository ?? strategy.input.reference),
    tagsOf(strategy),
  ]
  return (
    <section
      className="scroll short"
      tabIndex={0}
      aria-label={`${t('section.strategies')}: ${cards('table')}`}
    >
      <table className="stack">
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
          {strategies.map((strategy, position) => (
            <tr key={String(position)}>
              <th scope="row" className="words">
                <StrategyMark colour={strategy.colour} className="mark" />
                {plain(strategy.name)}
              </th>
              {cellsOf(strategy).map((text, place) => (
                <td
                  key={columns[place + 1]}
                  className="words"
                  data-title={t(`strategyColumns.${columns[place + 1]!}`)}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What the figures rest on: the switches as they stand, in sentences. */
function AssumptionPart({ compare, documents, state }: Question) {
  const t = useTranslations('report.assumption')
  const titles = useTranslations('help.topics')
  const cards = useTranslations('cards')
  const fleet = useTranslations('rollout')
  const profiles = useTranslations('profiles')
  const { basis, rule, ruleFrom, cache, engine } = compare
  const { units, keep, ahead, drop } = state
  const platforms = compare.strategies.flatMap(({ tags }) =>
    tags.flatMap(({ image }) => (image?.platform ? [plain(formatPlatform(image.platform))] : [])),
  )
  const pairs: readonly (readonly [string, string])[] = [
    [t('basis'), t('basisText', { basis })],
    [t('units'), t('unitsText', { units })],
    [profiles('label'), profiles(`name.${profileMeant(state, rule).id}`)],
    [t('rule'), t('ruleText', { rule: titles(`${rule}.title`), from: ruleFrom })],
    [t('cache'), plain(cards('holding', cacheWords(cache)))],
    [t('platform'), [...new Set(platforms)].join(', ') || '—'],
    [
      t('engine'),
      engine ? engineText(cards, { ...engine, version: plain(engine.version) }) : cards('engineNone'),
    ],
    [t('storage'), t('storageText', { keep, ahead, drop })],
    [t('fleet'), [fleetText(fleet, fleetOf(state), units), ...documents.assumptions].join(' ')],
    [t('marks'), t('marksText')],
  ]
  return (
    <dl className="pairs">
      {pairs.map(([term, text]) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

/** The topics that a reader of the report meets. */
const MET: readonly TopicId[] = [
  'layers',
  'local',
  'registry',
  'uncached',
  'cached',
  'cached-images',
  'all-tags',
  'difference',
  'judge',
  'break-even',
  'notes',
  'matrix',
  'rollout',
  'storage',
  'retention',
  'kind',
]

/** How the figures are made, and the words of the field: what a reader without the app needs. */
function MethodPart() {
  const t = useTranslations('report')
  const topics = useTranslations('help.topics')
  const terms = useTranslations('method.terms')
  return (
    <>
      <h3>{t('figures')}</h3>
      <dl className="terms">
        {MET.map((id) => (
          <div key={id}>
            <dt>{topics(`${id}.title`)}</dt>
            <dd>
              {topics(`${id}.what`)}
              {formulaOf(id) && <code className="mono formula">{formulaOf(id)}</code>}
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('glossary')}</h3>
      <dl className="terms">
        {TERMS.map(({ id }) => (
          <div key={id}>
            <dt>{terms(`${id}.term`)}</dt>
            <dd>{terms(`${id}.meaning`)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
