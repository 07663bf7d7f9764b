import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { ProfileFacts } from '@/components/display/profile-facts'
import { HOST_PROFILES } from '@/lib/analysis/pull/profiles'
import type { Example, Examples } from '@/lib/document/method/examples'
import { formulaOf } from '@/lib/document/method/formulas'
import {
  type Source,
  TERMS,
  TOPIC_GROUPS,
  TOPICS,
  type Topic,
  type TopicId,
} from '@/lib/document/method/topics'

/** Every figure, rule and estimate with its formula, and the words that they use. */
export function MethodView({ examples }: { readonly examples: Examples }) {
  const t = useTranslations('method')
  return (
    <main className="mx-auto grid max-w-[1440px] items-start gap-6 break-keep px-4 py-6 lg:grid-cols-[15rem_minmax(0,52rem)]">
      <div className="lg:col-start-2">
        <h1 className="font-semibold text-xl">{t('title')}</h1>
        <p className="mt-1 text-muted">{t('intro')}</p>
      </div>
      <Contents />
      <div className="flex min-w-0 flex-col gap-8">
        {TOPIC_GROUPS.map((group) => (
          <section key={group} aria-labelledby={`group-${group}`} className="flex flex-col gap-3">
            <h2 id={`group-${group}`} className="scroll-mt-4 font-semibold text-lg">
              {t(`groups.${group}`)}
            </h2>
            {TOPICS.filter((topic) => topic.group === group).map((topic) => (
              <TopicSection key={topic.id} topic={topic} example={examples[topic.id]} />
            ))}
          </section>
        ))}
        <Glossary />
      </div>
    </main>
  )
}

function Contents() {
  const t = useTranslations('method')
  const help = useTranslations('help.topics')
  return (
    <nav
      aria-label={t('contents')}
      className="text-sm lg:sticky lg:top-4 lg:row-span-2 lg:row-start-1 lg:max-h-[calc(100dvh-32px)] lg:overflow-y-auto print:hidden"
    >
      <ul className="flex flex-col gap-3">
        {TOPIC_GROUPS.map((group) => (
          <li key={group}>
            <a href={`#group-${group}`} className="inline-block min-h-6 font-medium hover:underline">
              {t(`groups.${group}`)}
            </a>
            <ul className="hidden lg:block">
              {TOPICS.filter((topic) => topic.group === group).map(({ id }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="inline-block min-h-6 py-0.5 text-muted hover:text-ink hover:underline"
                  >
                    {help(`${id}.title`)}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        <li>
          <a href="#words" className="inline-block min-h-6 font-medium hover:underline">
            {t('words')}
          </a>
        </li>
      </ul>
    </nav>
  )
}

function Glossary() {
  const t = useTranslations('method')
  return (
    <section aria-labelledby="words" className="flex flex-col gap-3">
      <h2 id="words" className="scroll-mt-4 font-semibold text-lg">
        {t('words')}
      </h2>
      <dl className="rounded-xl border border-line bg-surface px-4 py-1 sm:px-5">
        {TERMS.map(({ id, sources }) => (
          <div
            key={id}
            id={id}
            className="scroll-mt-4 gap-x-6 border-line border-b py-3 last:border-0 target:bg-sunken sm:grid sm:grid-cols-[11rem_minmax(0,1fr)]"
          >
            <dt className="font-medium">{t(`terms.${id}.term`)}</dt>
            <dd>
              {t(`terms.${id}.meaning`)}
              {sources.length > 0 && (
                <div className="mt-1 text-sm">
                  <SourceLinks sources={sources} />
                </div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface TopicProps {
  readonly topic: Topic & { readonly id: TopicId }
  /** The figure worked out; absent where a number says nothing. */
  readonly example?: Example | undefined
}

/** One figure, rule or estimate: what it is, its formula, an example of the sample, and where the rule is written. */
function TopicSection({ topic: { id, sources }, example }: TopicProps) {
  const t = useTranslations('method')
  const help = useTranslations('help.topics')
  const formula = formulaOf(id)
  const facts = [
    [t('formula'), formula && <code className="[overflow-wrap:anywhere]">{formula}</code>] as const,
    [
      t('example'),
      example && (
        <>
          <span className="text-muted [overflow-wrap:anywhere]">{example.subject}: </span>
          <span className="tabular-nums">{example.text}</span>
        </>
      ),
    ] as const,
    [t('source'), sources.length > 0 && <SourceLinks sources={sources} />] as const,
  ].filter(([, content]) => content)
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
      {id === 'profile' && <Profiles />}
      {facts.length > 0 && (
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
          {facts.map(([term, content]) => (
            <Fragment key={term}>
              <dt className="whitespace-nowrap text-muted">{term}</dt>
              <dd className="min-w-0">{content}</dd>
            </Fragment>
          ))}
        </dl>
      )}
    </section>
  )
}

/** Every kind of host, with what it sets. */
function Profiles() {
  const t = useTranslations('profiles')
  return (
    <div className="mt-3 grid gap-x-8 gap-y-5 md:grid-cols-2">
      {HOST_PROFILES.map((profile) => (
        <section key={profile.id} aria-labelledby={`profile-${profile.id}`} className="break-inside-avoid">
          <h4 id={`profile-${profile.id}`} className="font-medium">
            {t(`name.${profile.id}`)}
          </h4>
          <p className="mb-2 text-muted text-sm">{t(`what.${profile.id}`)}</p>
          <ProfileFacts profile={profile} />
        </section>
      ))}
    </div>
  )
}

/** Links to specifications and to the engines' code. */
function SourceLinks({ sources }: { readonly sources: readonly Source[] }) {
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
