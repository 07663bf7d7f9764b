import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import type { DiffFileRow } from '@/lib/analysis/diff-report'
import type { Units } from '@/lib/i18n/format'
import { Bytes } from './bytes'
import { FileChangeMark } from './file-change-mark'

interface Props {
  readonly rows: readonly DiffFileRow[]
  readonly units: Units
  readonly busy: boolean
}

/** One line per path that differs. */
export function FileTable({ rows, units, busy }: Props) {
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
            <Header className="w-6 sm:w-24">
              <span className="max-sm:sr-only">{t('change')}</span>
            </Header>
            <Header>{t('path')}</Header>
            <Header className="hidden w-44 md:table-cell">{t('differs')}</Header>
            <Header className="w-17 text-right sm:w-24">{t('sizeA')}</Header>
            <Header className="w-17 text-right sm:w-24">{t('sizeB')}</Header>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.path} row={row} units={units} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface HeaderProps {
  readonly className?: string
  readonly children: ReactNode
}

function Header({ className = '', children }: HeaderProps) {
  return (
    <th
      scope="col"
      className={`sticky top-0 z-10 border-line-strong border-b bg-surface py-2 pr-2 font-medium last:pr-0 ${className}`}
    >
      {children}
    </th>
  )
}

const Row = memo(function Row({ row, units }: { readonly row: DiffFileRow; readonly units: Units }) {
  const t = useTranslations('diff')
  const { path, change, kind, aBytes, bBytes } = row
  const differs = row.differs.map((what) => t(`differs-${what}`)).join(', ')
  return (
    <tr className="align-top [&>td]:border-line [&>td]:border-b [&>td]:py-1 [&>td]:pr-2 [&>td]:leading-5 [&>td:last-child]:pr-0">
      <td className="text-xs">
        <FileChangeMark change={change} />
      </td>
      <td className="font-mono text-xs [overflow-wrap:anywhere]">
        <bdi>
          /{path}
          {kind === 'directory' && '/'}
        </bdi>
        {differs !== '' && <span className="block font-sans text-muted md:hidden">{differs}</span>}
      </td>
      <td className="hidden text-muted text-xs md:table-cell">{differs}</td>
      <td className="text-right tabular-nums">
        {change !== 'added' && <Bytes bytes={aBytes} units={units} />}
      </td>
      <td className="text-right tabular-nums">
        {change !== 'removed' && <Bytes bytes={bBytes} units={units} />}
      </td>
    </tr>
  )
})
