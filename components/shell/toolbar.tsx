import { useTranslations } from 'next-intl'
import { Help } from '@/components/ui/help'
import { Select } from '@/components/ui/select'
import { type CacheSetId, PLAIN_CACHE_SETS } from '@/lib/analysis/cache-set'
import { RULE_CHOICES } from '@/lib/analysis/pull/rules'
import type { CompareReport } from '@/lib/analysis/report'
import { cacheWords } from '@/lib/document/words/cache-words'
import type { ViewState } from '@/lib/link/view-state'
import { ChoiceSwitch } from './choice-switch'

interface Props {
  readonly view: ViewState
  readonly report: CompareReport | undefined
  readonly onChange: (change: Partial<ViewState>) => void
}

/** The switches of the comparison: basis, units, store rule, what the host holds. */
export function Toolbar({ view, report, onChange }: Props) {
  const t = useTranslations('switches')
  const cards = useTranslations('cards')
  const words = useTranslations('palette')
  const platforms = platformsOf(report)
  const store = report?.engine?.store ?? 'classic'
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
          label={t('rule')}
          help={t('ruleHelp')}
          value={view.rule}
          options={RULE_CHOICES.map((value) => ({ value, text: t(value, { rule: t(store) }) }))}
          onChange={(rule) => onChange({ rule })}
        />
        <Help topic="rule" />
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
