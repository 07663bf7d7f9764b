import { useLocale, useTranslations } from 'next-intl'
import { ProfileFacts } from '@/components/display/profile-facts'
import { Link } from '@/components/ui/link'
import type { profileMeant } from '@/lib/analysis/pull/profiles'

/** What the bubble of the switch says of the kind of host in use. It comes when it is opened. */
export default function ProfileText({ profile }: { readonly profile: ReturnType<typeof profileMeant> }) {
  const t = useTranslations('profiles')
  const help = useTranslations('help')
  const locale = useLocale()
  const { id, rule } = profile
  return (
    <div className="flex flex-col gap-2 break-keep text-left font-normal text-ink">
      <p className="font-semibold">{t(`name.${id}`)}</p>
      <p>{t(`what.${id}`)}</p>
      <p>{help(`topics.${rule}.what`)}</p>
      <ProfileFacts profile={profile} />
      <Link href={`/method?lang=${locale}#profile`} className="self-start text-brand underline">
        {help('more')}
      </Link>
    </div>
  )
}
