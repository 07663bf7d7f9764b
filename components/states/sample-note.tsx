import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { sourcesQuery } from '@/components/data/queries'
import { CommandLine } from '@/components/ui/command-line'
import type { SourceChoice } from '@/lib/analysis/question'

/** Where the sample is shown because nothing else answers: how to see one's own images instead. */
export function SampleNote({ source }: { readonly source: SourceChoice }) {
  const t = useTranslations('help.empty')
  const { data } = useQuery(sourcesQuery())
  if (!data?.sample || source !== 'auto') return null
  return (
    <details className="rounded-lg border border-line bg-surface px-3 py-1.5 text-sm print:hidden">
      <summary className="min-h-6 cursor-pointer text-muted">
        {t('sample')} <span className="text-brand underline">{t('own')}</span>
      </summary>
      <div className="flex max-w-2xl flex-col gap-1.5 py-2">
        <p className="text-muted">{t('ownHint')}</p>
        <CommandLine text="sudo systemctl start docker" />
        <CommandLine text="DOCKER_HOST=tcp://build-host:2375 npm start" />
        <CommandLine text="STRATA_REGISTRIES=localhost:5000 npm start" />
      </div>
    </details>
  )
}
