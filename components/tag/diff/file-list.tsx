import { useQueries } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { memo, useId, useState } from 'react'
import { Alert } from '@/components/states/alert'
import { diffFilesQuery, type PairKey } from '@/components/tag/queries'
import { Button } from '@/components/ui/button'
import type { DiffFileRow } from '@/lib/analysis/diff-report'
import { marked } from '@/lib/oci/plain'
import { Bytes } from '../bytes'
import { useTag } from '../use-tag'
import { useTyped } from '../use-typed'
import { FileChangeMark } from './marks'

interface Props {
  readonly pair: PairKey
  readonly opened: number | undefined
}

const PAGE = 200

/** The paths that differ, largest first, as many as were asked for. */
export function FileList({ pair, opened }: Props) {
  const t = useTranslations('diff')
  const states = useTranslations('states')
  const { state, change } = useTag()
  const query = state.find
  const id = useId()
  const [text, setText] = useTyped(query, (find) => change({ find }))
  const [asked, setAsked] = useState({ query, pages: 1 })
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
      {rows.length > 0 && <FileTable rows={rows} busy={waiting} />}
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

const HEAD = 'sticky top-0 z-10 border-line-strong border-b bg-surface py-2 pr-2 font-medium last:pr-0'

/** One line per path that differs. */
function FileTable({ rows, busy }: { readonly rows: readonly DiffFileRow[]; readonly busy: boolean }) {
  const t = useTranslations('diff')
  return (
    <section
      // A table that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={t('fileTable')}
      aria-busy={busy}
      className="relative max-h-[36rem] overflow-y-auto"
    >
      <table className="w-full table-fixed border-separate border-spacing-0 text-sm">
        <thead className="text-left text-muted">
          <tr>
            <th scope="col" className={`${HEAD} w-6 sm:w-24`}>
              <span className="max-sm:sr-only">{t('change')}</span>
            </th>
            <th scope="col" className={HEAD}>
              {t('path')}
            </th>
            <th scope="col" className={`${HEAD} hidden w-44 md:table-cell`}>
              {t('differs')}
            </th>
            {(['sizeA', 'sizeB'] as const).map((size) => (
              <th key={size} scope="col" className={`${HEAD} w-17 text-right sm:w-24`}>
                {t(size)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.path} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Row = memo(function Row({ row }: { readonly row: DiffFileRow }) {
  const t = useTranslations('diff')
  const { path, change, kind, target, aBytes, bBytes } = row
  const differs = row.differs.map((what) => t(`differs-${what}`)).join(', ')
  return (
    <tr className="align-top [&>td]:border-line [&>td]:border-b [&>td]:py-1 [&>td]:pr-2 [&>td]:leading-5 [&>td:last-child]:pr-0">
      <td className="text-xs">
        <FileChangeMark change={change} />
      </td>
      <td className="font-mono text-xs [overflow-wrap:anywhere]">
        <bdi>
          /{marked(path)}
          {kind === 'directory' && '/'}
          {target !== undefined && <span className="text-muted"> → {marked(target)}</span>}
        </bdi>
        {differs !== '' && <span className="block font-sans text-muted md:hidden">{differs}</span>}
      </td>
      <td className="hidden text-muted text-xs md:table-cell">{differs}</td>
      <td className="text-right tabular-nums">{change !== 'added' && <Bytes bytes={aBytes} />}</td>
      <td className="text-right tabular-nums">{change !== 'removed' && <Bytes bytes={bBytes} />}</td>
    </tr>
  )
})
