import { useLocale, useTranslations } from 'next-intl'
import { useSources } from '@/components/data/use-sources'
import { CommandLine } from '@/components/ui/command-line'
import { Link } from '@/components/ui/link'
import type { SourceChoice } from '@/lib/analysis/question'

const LINE = 'rounded-lg border border-line bg-surface px-3 py-1.5 text-sm print:hidden'

/** Of the sample: releases of an app, with what happens to real ones. */
const RELEASES = `source=sample${['chained', 'fixed', 'custom'].map((way) => `&s=localhost:5000/shop-${way}`).join('')}`

/**
 * What a sample shows. Where it is shown because nothing else answers: how to see one's own images instead, and the
 * official ones.
 */
export function SampleNote({ source }: { readonly source: SourceChoice }) {
  const t = useTranslations('help.empty')
  const picker = useTranslations('picker')
  const locale = useLocale()
  const data = useSources()
  if (source === 'official') return <p className={`${LINE} break-keep text-muted`}>{t('official')}</p>
  if (!data?.sample || source !== 'auto') return null
  return (
    <div className={`${LINE} flex flex-wrap items-start justify-between gap-x-6`}>
      <details className="max-w-2xl grow">
        <summary className="min-h-6 cursor-pointer text-muted">
          {t('sample')} <span className="text-brand underline">{t('own')}</span>
        </summary>
        <div className="flex flex-col gap-1.5 py-2">
          <p className="text-muted">{t('ownHint')}</p>
          <CommandLine text="sudo systemctl start docker" />
          <CommandLine text="DOCKER_HOST=tcp://build-host:2375 npm start" />
          <CommandLine text="STRATA_REGISTRIES=localhost:5000 npm start" />
        </div>
      </details>
      <span className="flex flex-wrap gap-x-6">
        <Link href={`/?${RELEASES}&lang=${locale}`} className="inline-flex min-h-6 text-brand underline">
          {t('releases')}
        </Link>
        <Link href={`/?source=official&lang=${locale}`} className="inline-flex min-h-6 text-brand underline">
          {picker('samples.official')}
        </Link>
      </span>
    </div>
  )
}
