import { useTranslations } from 'next-intl'
import { formulaOf } from '@/lib/document/method/formulas'
import { TERMS, type TopicId } from '@/lib/document/method/topics'

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
  'matrix',
  'rollout',
  'storage',
  'retention',
  'kind',
]

/** How the figures are made, and the words of the field: what a reader without the app needs. */
export function MethodPart() {
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
