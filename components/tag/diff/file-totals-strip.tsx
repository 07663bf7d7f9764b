import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { FileTotals } from '@/lib/analysis/diff-report'
import type { Units } from '@/lib/i18n/format'
import { Bytes } from './bytes'
import { FileChangeMark } from './file-change-mark'

interface Props {
  readonly totals: FileTotals
  readonly units: Units
}

/** How much of the final file systems differs, and what a host downloads although it has it. */
export function FileTotalsStrip({ totals, units }: Props) {
  const t = useTranslations('diff')
  const { added, addedBytes, removed, removedBytes, changed, changedBytes } = totals
  return (
    <>
      <dl className="mb-3 grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
        <Total term={<FileChangeMark change="added" worded />} bytes={addedBytes} units={units}>
          {t('paths', { paths: added })}
        </Total>
        <Total term={<FileChangeMark change="removed" worded />} bytes={removedBytes} units={units}>
          {t('paths', { paths: removed })}
        </Total>
        <Total term={<FileChangeMark change="changed" worded />} bytes={changedBytes} units={units}>
          {t('paths', { paths: changed })}
        </Total>
        <Total term={t('unchanged')} bytes={totals.unchangedBytes} units={units} />
      </dl>
      {totals.unchangedDownloadedBytes > 0 && (
        <p className="mb-3 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          {t.rich('unchangedDownloaded', {
            bytes: () => (
              <strong className="tabular-nums">
                <Bytes bytes={totals.unchangedDownloadedBytes} units={units} />
              </strong>
            ),
          })}
        </p>
      )}
    </>
  )
}

interface TotalProps {
  readonly term: ReactNode
  readonly bytes: number
  readonly units: Units
  readonly children?: ReactNode
}

function Total({ term, bytes, units, children }: TotalProps) {
  return (
    <div>
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="flex flex-col">
        <span className="font-semibold text-base tabular-nums">
          <Bytes bytes={bytes} units={units} />
        </span>
        <span className="text-muted text-xs">{children}</span>
      </dd>
    </div>
  )
}
