import { useQueries } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { Alert } from '@/components/states/alert'
import { diffFilesQuery, type PairKey } from '@/components/tag/queries'
import { Button } from '@/components/ui/button'
import type { Units } from '@/lib/i18n/format'
import { FileTable } from './file-table'

interface Props {
  readonly pair: PairKey
  readonly opened: number | undefined
  readonly units: Units
  readonly find: string
  readonly onFind: (text: string) => void
}

const PAGE = 200
const TYPING_MS = 200

/** The paths that differ, largest first, as many as were asked for. */
export function FileList({ pair, opened, units, find, onFind }: Props) {
  const t = useTranslations('diff')
  const states = useTranslations('states')
  const id = useId()
  const [text, setText] = useState(find)
  const [asked, setAsked] = useState({ query: find, pages: 1 })
  const tell = useRef(onFind)
  tell.current = onFind
  useEffect(() => {
    if (text === find) return
    const timer = setTimeout(() => tell.current(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, find])

  const query = find
  const pages = asked.query === query ? asked.pages : 1
  const answers = useQueries({
    queries: Array.from({ length: pages }, (_, page) =>
      diffFilesQuery(pair, { pair: opened, query, offset: page * PAGE, limit: PAGE }),
    ),
  })
  const known = answers.flatMap(({ data, isPlaceholderData }, page) =>
    // What a further page showed of another question is no part of this answer.
    data && (page === 0 || !isPlaceholderData) ? [data] : [],
  )
  const rows = known.flatMap((report) => report.rows)
  const total = known[0]?.total
  const waiting = answers.some(({ isFetching }) => isFetching)
  const failed = answers.find(({ error }) => error)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <label htmlFor={id} className="text-muted text-sm">
          {t('filter')}
        </label>
        <input
          id={id}
          type="search"
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          className="min-h-8 min-w-0 flex-1 rounded-md border border-line bg-surface px-2 font-mono text-sm hover:border-line-strong sm:max-w-xs"
        />
        <p role="status" className="text-muted text-xs tabular-nums">
          {total !== undefined && t('shown', { shown: rows.length, total })}
        </p>
      </div>
      {failed?.error && (
        <Alert>
          {states('failed')} {failed.error.message}
        </Alert>
      )}
      {total === undefined && !failed && <p className="py-4 text-muted text-sm">{states('loading')}</p>}
      {total === 0 && <p className="py-4 text-muted text-sm">{t(query === '' ? 'noPaths' : 'noMatch')}</p>}
      {rows.length > 0 && <FileTable rows={rows} units={units} busy={waiting} />}
      {total !== undefined && rows.length < total && (
        <Button
          className="self-start"
          disabled={waiting}
          onClick={() => setAsked({ query, pages: pages + 1 })}
        >
          {t('more')}
        </Button>
      )}
    </div>
  )
}
