import { useTranslations } from 'next-intl'

const BARS = ['w-11/12', 'w-9/12', 'w-10/12', 'w-7/12']

/** Strata in grey, where figures will be. */
export function Loading() {
  const t = useTranslations('states')
  return (
    <div role="status" className="rounded-xl border border-line bg-surface p-6">
      <p className="mb-4 text-muted text-sm">{t('loading')}</p>
      <div className="flex animate-pulse flex-col gap-2" aria-hidden="true">
        {BARS.map((width) => (
          <div key={width} className={`h-5 rounded bg-sunken ${width}`} />
        ))}
      </div>
    </div>
  )
}
