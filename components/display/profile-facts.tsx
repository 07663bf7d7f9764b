import { useTranslations } from 'next-intl'
import type { HostProfile } from '@/lib/analysis/pull/profiles'
import { profileFacts } from '@/lib/document/method/profile-facts'

/** Everything that a kind of host sets, each with where it comes from. */
export function ProfileFacts({ profile }: { readonly profile: HostProfile }) {
  const t = useTranslations('profiles')
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      {profileFacts(t, profile).map(({ term, text, source }) => (
        <div key={term}>
          <div className="flex justify-between gap-4">
            <dt className="text-muted">{term}</dt>
            <dd className="text-right tabular-nums">{text}</dd>
          </div>
          {source && (
            <dd className="text-right text-xs leading-4">
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
