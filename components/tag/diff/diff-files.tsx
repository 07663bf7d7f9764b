import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import type { PairKey } from '@/components/tag/queries'
import { Button } from '@/components/ui/button'
import type { DiffReport, FileTotals } from '@/lib/analysis/diff-report'
import { Bytes } from '../bytes'
import { FileList } from './file-list'
import { FilesReader } from './files-reader'
import { FileChangeMark, StepText } from './marks'

interface Props {
  readonly pair: PairKey
  readonly report: DiffReport
  /** Position of the pair of steps whose layers are compared; the final file systems when absent. */
  readonly opened: number | undefined
  readonly onClose: () => void
  readonly heading: RefObject<HTMLHeadingElement | null>
}

/** The paths that differ: between the final file systems, or between two layers. */
export function DiffFiles({ pair, report, opened, onClose, heading }: Props) {
  const t = useTranslations('diff')
  const { a, b } = (opened === undefined ? undefined : report.pairs[opened]) ?? {}
  const step = b ?? a
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 ref={heading} tabIndex={-1} className="scroll-mt-4 font-semibold text-base">
            {t(step ? 'pairFiles' : 'files')}
          </h3>
          {step ? (
            <p className="line-clamp-3 font-mono text-muted text-xs [overflow-wrap:anywhere]">
              <StepText step={step} />
            </p>
          ) : (
            <p className="text-muted text-xs">{t('filesNote')}</p>
          )}
        </div>
        {step && (
          <Button className="ml-auto" onClick={onClose}>
            {t('filesOfAll')}
          </Button>
        )}
      </div>
      {report.files === undefined ? (
        <FilesReader pair={pair} a={report.a} b={report.b} />
      ) : (
        <>
          {!step && <Totals {...report.files} />}
          <FileList key={opened ?? 'all'} pair={pair} opened={opened} />
        </>
      )}
    </section>
  )
}

/** How much of the final file systems differs, and what a host downloads although it has it. */
function Totals(totals: FileTotals) {
  const t = useTranslations('diff')
  const { unchangedBytes, unchangedDownloadedBytes } = totals
  const downloaded = () => (
    <strong className="tabular-nums">
      <Bytes bytes={unchangedDownloadedBytes} />
    </strong>
  )
  return (
    <>
      <dl className="mb-3 grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
        {(['added', 'removed', 'changed'] as const).map((change) => (
          <Total
            key={change}
            term={<FileChangeMark change={change} worded />}
            bytes={totals[`${change}Bytes`]}
            note={t('paths', { paths: totals[change] })}
          />
        ))}
        <Total term={t('unchanged')} bytes={unchangedBytes} />
      </dl>
      {unchangedDownloadedBytes > 0 && (
        <p className="mb-3 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          {t.rich('unchangedDownloaded', { bytes: downloaded })}
        </p>
      )}
    </>
  )
}

interface TotalProps {
  readonly term: ReactNode
  readonly bytes: number
  readonly note?: string
}

function Total({ term, bytes, note }: TotalProps) {
  return (
    <div>
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="flex flex-col">
        <span className="font-semibold text-base tabular-nums">
          <Bytes bytes={bytes} />
        </span>
        <span className="text-muted text-xs">{note}</span>
      </dd>
    </div>
  )
}
