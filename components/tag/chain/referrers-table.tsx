import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import { referrersSaid } from '@/lib/document/cards/tag/referrers'
import { useTag } from '../use-tag'

const LOOK = {
  digest: { cell: 'whitespace-nowrap font-mono text-xs' },
  tag: { cell: 'min-w-40 font-mono text-xs [overflow-wrap:anywhere]' },
}

/** What hangs on the image, where anything is known to. */
export function ReferrersTable() {
  const t = useTranslations('referrers')
  const words = useWords()
  const { report, state } = useTag()
  const said = referrersSaid({ report, units: state.units, words, source: '' })
  if (!said) return null
  return (
    <Card card="referrers" title={t('heading')} note={said.note}>
      {said.tables.map((table) => (
        <Table key={t('heading')} table={table} label={t('heading')} look={LOOK} />
      ))}
    </Card>
  )
}
