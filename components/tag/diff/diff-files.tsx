import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import type { PairKey } from '@/components/tag/queries'
import { Button } from '@/components/ui/button'
import type { DiffReport } from '@/lib/analysis/diff-report'
import type { Units } from '@/lib/i18n/format'
import { FileList } from './file-list'
import { FileTotalsStrip } from './file-totals-strip'
import { FilesReader } from './files-reader'
import { StepText } from './step-text'

interface Props {
  readonly pair: PairKey
  readonly report: DiffReport
  readonly units: Units
  /** Position of the pair of steps whose layers are compared; the final file systems when absent. */
  readonly opened: number | undefined
  readonly onClose: () => void
  /** The text that paths are found by. */
  readonly find: string
  readonly onFind: (text: string) => void
  readonly heading: RefObject<HTMLHeadingElement | null>
}

/** The paths that differ: between the final file systems, or between two layers. */
export function DiffFiles({ pair, report, units, opened, onClose, heading, find, onFind }: Props) {
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
      {report.files === undefined && <FilesReader pair={pair} a={report.a} b={report.b} units={units} />}
      {report.files !== undefined && (
        <>
          {!step && <FileTotalsStrip totals={report.files} units={units} />}
          <FileList
            key={opened ?? 'all'}
            pair={pair}
            opened={opened}
            units={units}
            find={find}
            onFind={onFind}
          />
        </>
      )}
    </section>
  )
}
