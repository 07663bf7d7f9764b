import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Example } from '@/lib/document/method/examples'
import { formulaOf } from '@/lib/document/method/formulas'
import type { Source, Topic, TopicId } from '@/lib/document/method/topics'

interface Props {
  readonly topic: Topic & { readonly id: TopicId }
  /** The figure worked out; absent where a number says nothing. */
  readonly example?: Example | undefined
}

/** One figure, rule or estimate: what it is, its formula, an example of the sample, and where the rule is written. */
export function TopicSection({ topic: { id, sources }, example }: Props) {
  const t = useTranslations('method')
  const help = useTranslations('help.topics')
  const formula = formulaOf(id)
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-4 rounded-xl border border-line bg-surface p-4 break-inside-avoid target:border-brand sm:p-5"
    >
      <h3 id={`${id}-title`} className="font-semibold text-base">
        {help(`${id}.title`)}
      </h3>
      <p className="mt-1">{help(`${id}.what`)}</p>
      <p className="mt-1 text-muted">{t(`more.${id}`)}</p>
      {(formula || example || sources.length > 0) && (
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
          {formula && (
            <Fact term={t('formula')}>
              <code className="[overflow-wrap:anywhere]">{formula}</code>
            </Fact>
          )}
          {example && (
            <Fact term={t('example')}>
              <span className="text-muted [overflow-wrap:anywhere]">{example.subject}: </span>
              <span className="tabular-nums">{example.text}</span>
            </Fact>
          )}
          {sources.length > 0 && (
            <Fact term={t('source')}>
              <SourceLinks sources={sources} />
            </Fact>
          )}
        </dl>
      )}
    </section>
  )
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="whitespace-nowrap text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

/** Links to specifications and to the engines' code. */
export function SourceLinks({ sources }: { readonly sources: readonly Source[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {sources.map(({ label, href }) => (
        <li key={label}>
          <a href={href} className="text-brand underline [overflow-wrap:anywhere]">
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
