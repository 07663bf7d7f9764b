import { useTranslations } from 'next-intl'
import type { HostProfile } from '@/lib/analysis/pull/profiles'
import { profileFacts } from '@/lib/document/method/profile-facts'

/** Everything that a kind of host sets, with where it comes from: said once below all that one source gives in a row. */
export function ProfileFacts({ profile }: { readonly profile: HostProfile }) {
  const t = useTranslations('profiles')
  const topics = useTranslations('help.topics')
  const facts = profileFacts(t, topics, profile)
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      {facts.map(({ term, text, source }, index) => (
        <div key={term} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4">
          <dt className="text-muted">{term}</dt>
          <dd className="text-right tabular-nums">{text}</dd>
          {source && source !== facts[index + 1]?.source && (
            <dd className="col-span-2 text-right text-xs leading-4">
              <a href={source.href} className="text-brand underline [overflow-wrap:anywhere]">
                {source.label}
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
