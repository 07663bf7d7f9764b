import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { repositoriesQuery } from '@/components/data/queries'
import { useSources } from '@/components/data/use-sources'
import { useFailureText } from '@/components/states/use-failure-text'
import { Button } from '@/components/ui/button'
import { CommandLine } from '@/components/ui/command-line'
import { Link } from '@/components/ui/link'
import { type CompareInput, SAMPLES, type SampleName, type StrategyInput } from '@/lib/analysis/question'
import { AddRepository } from './add-repository'

interface Props {
  readonly source: CompareInput['source']
  readonly onChange: (strategies: readonly StrategyInput[]) => void
  readonly onSample: (sample: SampleName) => void
}

const SUGGESTIONS = 8

const COMMANDS = {
  make: ['docker build -t app:0.0.1 .', 'docker build -t app:0.0.2 .'],
  start: ['sudo systemctl start docker', 'DOCKER_HOST=unix:///run/user/1000/docker.sock npm start'],
  name: ['STRATA_REGISTRIES=localhost:5000 npm start'],
} as const

/** What a first visitor with a live daemon sees: what to do, and the repositories worth a look. */
export default function EmptyPicker({ source, onChange, onSample }: Props) {
  const t = useTranslations('picker')
  const help = useTranslations('help.empty')
  const locale = useLocale()
  const { data } = useQuery(repositoriesQuery(source))
  const several = (data?.repositories ?? []).filter(({ tags = 0 }) => tags > 1).slice(0, SUGGESTIONS)
  return (
    <section className="flex flex-col items-center gap-5 rounded-xl border border-line border-dashed bg-surface break-keep px-6 py-14 text-center">
      <div className="max-w-xl">
        <h2 className="font-semibold text-xl">{t('emptyTitle')}</h2>
        <p className="mt-2 text-muted">{t('emptyText')}</p>
      </div>
      <div className="flex flex-wrap items-center justify-center gap-2">
        <AddRepository source={source} onAdd={(reference, saved) => onChange([{ reference, ...saved }])} />
        {SAMPLES.map((sample) => (
          <Button key={sample} tone="quiet" onClick={() => onSample(sample)}>
            {t(`samples.${sample}`)}
          </Button>
        ))}
        <Link
          href={`/method?lang=${locale}`}
          className="inline-flex min-h-8 items-center px-2.5 text-brand text-sm underline"
        >
          {help('method')}
        </Link>
      </div>
      {several.length > 0 && (
        <div className="flex flex-col items-center gap-2">
          <h3 className="text-muted text-sm">{t('suggested')}</h3>
          <ul className="flex flex-wrap justify-center gap-2">
            {several.map(({ repository, familiar, tags = 0 }) => (
              <li key={repository}>
                <Button onClick={() => onChange([{ reference: familiar }])}>
                  {familiar} <span className="text-muted text-xs">{t('tags', { count: tags })}</span>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {data && several.length === 0 && <NothingFound found={data.repositories.length} />}
      <ol className="grid max-w-3xl gap-x-6 gap-y-2 text-left text-muted text-sm sm:grid-cols-3">
        {(['stepPick', 'stepSecond', 'stepRead'] as const).map((step, index) => (
          <li key={step} className="flex gap-2 break-keep">
            <span className="font-semibold text-ink tabular-nums">{index + 1}</span>
            {help(step)}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Why nothing is on offer, and what to run so that something is. @param found  repositories of one tag or none */
function NothingFound({ found }: { readonly found: number }) {
  const help = useTranslations('help.empty')
  const { failureText } = useFailureText()
  const data = useSources()
  const daemon = data?.sources.find((one) => (one.ok ? one.description.kind : one.kind) === 'daemon')
  const commands = (step: keyof typeof COMMANDS) => (
    <div className="flex w-full flex-col gap-1.5">
      <h3 className="text-left text-muted text-sm">{help(step)}</h3>
      {COMMANDS[step].map((line) => (
        <CommandLine key={line} text={line} />
      ))}
    </div>
  )
  if (found > 0) return commands('make')
  return (
    <div className="flex max-w-xl flex-col gap-3">
      <p>{help(daemon?.ok ? 'noImages' : 'noRepositories')}</p>
      {daemon?.ok && commands('make')}
      {daemon?.ok === false && (
        <p className="text-muted text-sm [overflow-wrap:anywhere]">
          {help('noDaemon')} {failureText(daemon.failure)}
        </p>
      )}
      {!daemon?.ok && commands('start')}
      {!daemon?.ok && commands('name')}
    </div>
  )
}
