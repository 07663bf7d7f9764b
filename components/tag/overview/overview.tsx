'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import { Cell } from '@/components/document/value'
import { placeQuery } from '@/components/tag/queries'
import { CommandLine } from '@/components/ui/command-line'
import {
  digestLines,
  grownTable,
  grownText,
  grownTitle,
  overviewFigures,
  placeText,
} from '@/lib/document/cards/tag/overview'
import { ScanBar } from '../scan/scan-bar'
import { useTag } from '../use-tag'

const LOOK = {
  path: { head: 'w-full', cell: 'font-mono text-xs leading-5 font-normal [overflow-wrap:anywhere]' },
  before: { head: 'max-sm:hidden whitespace-nowrap', cell: 'max-sm:hidden whitespace-nowrap' },
  change: { head: 'max-sm:hidden whitespace-nowrap', cell: 'max-sm:hidden whitespace-nowrap text-muted' },
  now: { head: 'whitespace-nowrap', cell: 'whitespace-nowrap' },
  more: { head: 'whitespace-nowrap', cell: 'whitespace-nowrap font-medium' },
}

/** What the tag takes and what it brought: large figures, the files behind them, and the digests folded. */
export function Overview() {
  const t = useTranslations('overview')
  const words = useWords()
  const { image, report, chain, reading, state } = useTag()
  const { data: place, isPending, error } = useQuery(placeQuery(image))
  const context = { report, chain, place, words, units: state.units }
  const grown = grownTable(context)
  const text = error ? error.message : isPending || !chain ? t('reading') : grownText(context)
  return (
    <Card card="overview" title={t('heading')} note={placeText(context)} landmark whole>
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
        {overviewFigures(context).map(({ id, title, value, note }) => {
          const isComing = (id === 'growth' && isPending) || (id === 'hidden' && !chain)
          return (
            <div key={id} className="flex min-w-0 flex-col rounded-lg bg-sunken px-3 py-2">
              <dt className="text-muted text-sm [overflow-wrap:anywhere]">{title}</dt>
              <dd className="font-semibold text-2xl tabular-nums leading-8">
                {isComing ? '…' : <Cell cell={value} />}
              </dd>
              <dd className="text-muted text-xs">{isComing ? '' : note}</dd>
            </div>
          )
        })}
      </dl>
      <div className="mt-4">
        <h3 className="mb-1 font-medium text-sm [overflow-wrap:anywhere]">{grownTitle(context)}</h3>
        {grown && <Table table={grown} label={grownTitle(context)} look={LOOK} />}
        {text !== '' && <p className="mt-1 text-muted text-sm">{text}</p>}
        {reading && (reading.files.readable || reading.problems.length > 0) && (
          <div className="mt-2">
            <ScanBar reading={reading} />
          </div>
        )}
      </div>
      <details className="mt-3 text-sm">
        <summary className="min-h-6 cursor-pointer text-muted">{t('digests')}</summary>
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1">
          {digestLines(context).map(({ name, digest }) => (
            <div key={name} className="contents">
              <dt className="text-muted text-xs">{name}</dt>
              <dd className="min-w-0">{digest === undefined ? '—' : <CommandLine text={digest} />}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  )
}
