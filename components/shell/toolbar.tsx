import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { Help } from '@/components/ui/help'
import { Select } from '@/components/ui/select'
import { type CacheSetId, PLAIN_CACHE_SETS } from '@/lib/analysis/cache-set'
import { PROFILE_CHOICES, profileMeant } from '@/lib/analysis/pull/profiles'
import type { CompareReport } from '@/lib/analysis/report'
import { cacheWords } from '@/lib/document/words/cache-words'
import type { ViewState } from '@/lib/link/view-state'
import { ChoiceSwitch } from './choice-switch'

const ProfileText = dynamic(() => import('./profile-text'), { ssr: false })

interface Props {
  readonly view: ViewState
  readonly report: CompareReport | undefined
  readonly onChange: (change: Partial<ViewState>) => void
}

/** The switches of the comparison: basis, units, what the host holds, what kind of host it is. */
export function Toolbar({ view, report, onChange }: Props) {
  const t = useTranslations('switches')
  const cards = useTranslations('cards')
  const words = useTranslations('palette')
  const profiles = useTranslations('profiles')
  const platforms = platformsOf(report)
  const host = profileMeant(view, report?.rule ?? 'classic')
  const profileText = (id: (typeof PROFILE_CHOICES)[number]) => {
    const asked = profileMeant({ profile: id }, report?.engine?.store ?? 'classic')
    const profile = profiles(`name.${asked.id}`)
    if (id === 'auto') return profiles('auto', { profile })
    return id === host.id && report && report.rule !== host.rule ? profiles('changed', { profile }) : profile
  }
  const textOf = (id: CacheSetId) => (isPlain(id) ? t(id) : cards('holding', cacheWords(id)))
  return (
    <div
      className="flex flex-wrap items-center gap-x-5 gap-y-2"
      role="toolbar"
      aria-label={words('toolbar')}
      data-tour="figures"
    >
      {(['basis', 'units'] as const).map((id) => (
        <span key={id} className="inline-flex items-center gap-1.5 text-muted text-sm" title={t(`${id}Help`)}>
          {t(id)}
          <ChoiceSwitch of={id} />
          <Help topic={id} />
        </span>
      ))}
      <span className="inline-flex items-center gap-1.5">
        <Select
          label={t('cache')}
          help={t('cacheHelp')}
          value={view.cache}
          options={[...new Set([...PLAIN_CACHE_SETS, view.cache])].map((value) => ({
            value,
            text: textOf(value),
          }))}
          onChange={(cache) => onChange({ cache })}
        />
        <Help topic="cache" />
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Select
          label={profiles('label')}
          help={profiles('help')}
          value={view.profile === 'auto' && view.rule !== 'auto' ? host.id : view.profile}
          options={PROFILE_CHOICES.map((value) => ({ value, text: profileText(value) }))}
          wide
          onChange={(profile) => onChange({ profile, rule: 'auto' })}
        />
        <Help topic="profile">
          <ProfileText profile={host} />
        </Help>
      </span>
      {platforms.length > 1 && (
        <Select
          label={t('platform')}
          value={view.platform ?? ''}
          options={platforms.map((text, index) => ({ value: index === 0 ? '' : text, text }))}
          onChange={(platform) => onChange({ platform: platform || null })}
        />
      )}
    </div>
  )
}

function isPlain(id: CacheSetId): id is (typeof PLAIN_CACHE_SETS)[number] {
  return PLAIN_CACHE_SETS.some((plain) => plain === id)
}

/** Platforms of the images shown, the one in use first. */
function platformsOf(report: CompareReport | undefined): string[] {
  const tags = report?.strategies.flatMap((strategy) => strategy.tags) ?? []
  const platforms = tags.flatMap(({ image }) =>
    image?.platform ? [image.platform, ...(image.otherPlatforms ?? [])] : [],
  )
  const names = platforms.map((one) => [one.os, one.architecture, one.variant].filter(Boolean).join('/'))
  return [...new Set(names)]
}
