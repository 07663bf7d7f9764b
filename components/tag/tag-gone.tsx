import { SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFailureText } from '@/components/states/use-failure-text'
import { Link } from '@/components/ui/link'
import type { TagsReport } from '@/lib/analysis/sources-report'
import { compactSearch } from '@/lib/link/link'
import { type TagState, tagLink } from '@/lib/link/tag-state'
import type { SourceFailure } from '@/lib/oci/failure'
import { marked } from '@/lib/oci/plain'
import { familiarRepository, parseReference } from '@/lib/oci/reference'

interface Props {
  readonly state: TagState
  readonly failures: readonly SourceFailure[]
  /** Tags of the same repository; absent when they are not known. */
  readonly beside: TagsReport | undefined
}

/** So many of the newest tags are offered as links to their pages. */
const OFFERED = 24

/** In place of a tag that its link names and no source has: what was looked for, where, and what there is. */
export function TagGone({ state, failures, beside }: Props) {
  const t = useTranslations('links.gone')
  const { failureText } = useFailureText()
  const { ref, platform, source, lang, theme, units, tab } = state
  const { tags = [], problems = [] } = beside ?? {}
  const reference = parseReference(ref)
  const name = reference && familiarRepository(reference)
  const compare = compactSearch(
    new URLSearchParams({
      ...(name && { s: name }),
      ...(source !== 'auto' && { source }),
      ...(lang && { lang }),
      ...(theme && { theme }),
    }),
  )
  const words = useTranslations('tag')
  // The sources that know the repository; those that did not answer; the one that the link names.
  const kinds = new Set(tags.flatMap(({ sources }) => sources))
  const silent = problems.map(({ failure }) => failure.at)
  const named = source.includes(':') ? [source.slice(source.indexOf(':') + 1)] : []
  const places = [...new Set([...[...kinds].map((kind) => words(kind)), ...silent, ...named])]
  return (
    <main id="figures" className="mx-auto flex max-w-3xl flex-col gap-4 px-4 py-10">
      <div className="flex items-start gap-3">
        <SearchX className="mt-0.5 size-6 shrink-0 text-muted" aria-hidden="true" />
        <h1 className="font-semibold text-lg">{t(reference ? 'heading' : 'unreadable')}</h1>
      </div>
      {!reference && (
        <p role="alert" className="[overflow-wrap:anywhere]">
          {ref === '' ? t('noReference') : t('badReference', { text: marked(ref.slice(0, 200)) })}
        </p>
      )}
      {reference && (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 rounded-xl border border-line bg-surface p-4 text-sm sm:p-5">
          <dt className="text-muted">{t('lookedFor')}</dt>
          <dd className="font-mono [overflow-wrap:anywhere]">{ref}</dd>
          {places.length > 0 && (
            <>
              <dt className="text-muted">{t('lookedIn')}</dt>
              <dd className="[overflow-wrap:anywhere]">{places.join(', ')}</dd>
            </>
          )}
          {failures.length > 0 && (
            <>
              <dt className="text-muted">{t('why')}</dt>
              <dd className="text-bad [overflow-wrap:anywhere]">
                <div role="alert" className="flex flex-col gap-1">
                  {failures.map((failure) => (
                    <span key={`${failure.at} ${failure.code}`}>{failureText(failure)}</span>
                  ))}
                </div>
              </dd>
            </>
          )}
        </dl>
      )}
      {name && tags.length > 0 && (
        <section aria-label={t('others', { repository: name })} className="flex flex-col gap-2">
          <h2 className="font-semibold text-base [overflow-wrap:anywhere]">
            {t('others', { repository: name })}
          </h2>
          <ul className="flex flex-wrap gap-2">
            {tags
              .slice(-OFFERED)
              .reverse()
              .map(({ tag }) => (
                <li key={tag}>
                  <Link
                    href={tagLink({ ref: `${name}:${tag}`, platform, source, lang, theme, units, tab })}
                    className="inline-flex min-h-8 items-center rounded-md border border-line bg-surface px-2.5 font-mono text-sm hover:border-line-strong"
                  >
                    {tag}
                  </Link>
                </li>
              ))}
          </ul>
          {tags.length > OFFERED && (
            <p className="text-muted text-xs">{t('moreTags', { count: tags.length - OFFERED })}</p>
          )}
        </section>
      )}
      <p className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {name && tags.length > 0 && (
          <Link href={`/?${compare}`} className="text-brand underline">
            {t('compare', { repository: name })}
          </Link>
        )}
        <Link href="/" className="text-brand underline">
          {t('home')}
        </Link>
      </p>
    </main>
  )
}
