import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { DiffReport, DiffSide } from '@/lib/analysis/diff-report'
import type { Units } from '@/lib/i18n/format'
import { SideMark } from './side-mark'
import { SIDE_GRID, STEP_GRID, StepRow } from './step-row'

interface Props {
  readonly report: DiffReport
  readonly units: Units
  /** Position of the pair whose files are shown. */
  readonly opened: number | undefined
  readonly onOpen: (position: number | undefined) => void
  /** Steps as they were recorded, in place of what was written. */
  readonly recorded: boolean
  readonly onRecorded: (recorded: boolean) => void
}

/** A longer listing scrolls by itself. */
const ROWS_IN_FULL = 24

/** Both Dockerfiles as far as they can be restored, base first, step beside step; they scroll as one. */
export function StepsListing({ report: { a, b, pairs, divergence }, units, ...props }: Props) {
  const t = useTranslations('diff')
  const { opened, onOpen, recorded, onRecorded } = props
  const scrolls = pairs.length > ROWS_IN_FULL
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="font-semibold text-base">{t('steps')}</h3>
          <p className="text-muted text-xs">{t('stepsNote')}</p>
        </div>
        <Button
          className="ml-auto aria-pressed:bg-ink aria-pressed:text-canvas"
          aria-pressed={recorded}
          title={t('recordedHelp')}
          onClick={() => onRecorded(!recorded)}
        >
          {t('recorded')}
        </Button>
      </div>
      <section
        // What scrolls has to be reachable by keyboard.
        tabIndex={scrolls ? 0 : undefined}
        aria-label={t('steps')}
        className={scrolls ? 'relative max-h-[48rem] overflow-y-auto' : ''}
      >
        <div
          className={`${STEP_GRID} border-line-strong border-b bg-surface pb-2 md:sticky md:top-0 md:z-10`}
        >
          <span className="hidden self-end text-muted text-xs md:block">{t('change')}</span>
          <SideHeader side="a" of={a} />
          <SideHeader side="b" of={b} />
        </div>
        <ol>
          {pairs.map((pair, position) => (
            <StepRow
              key={String(position)}
              pair={pair}
              units={units}
              recorded={recorded}
              diverges={position === divergence}
              opened={position === opened}
              onOpen={() => onOpen(position === opened ? undefined : position)}
            />
          ))}
        </ol>
      </section>
    </section>
  )
}

function SideHeader({ side, of }: { readonly side: 'a' | 'b'; readonly of: DiffSide }) {
  const t = useTranslations('diff')
  return (
    <div className={`${SIDE_GRID} items-end border-transparent text-xs`}>
      <span className="flex min-w-0 items-start gap-2 font-mono leading-5 [overflow-wrap:anywhere]">
        <SideMark side={side} />
        {of.reference}
      </span>
      <span className="hidden text-right text-muted xl:block">{t('unpacked')}</span>
      <span className="hidden text-right text-muted xl:block">{t('transfer')}</span>
    </div>
  )
}
