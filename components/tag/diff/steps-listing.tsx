import { Files, Scissors } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { DiffReport, StepPairReport } from '@/lib/analysis/diff-report'
import { sameTextWhy } from '@/lib/document/words/step-words'
import { Bytes } from '../bytes'
import { useTag } from '../use-tag'
import { ChangeMark, GROUNDS, SideMark, StepText } from './marks'

/** Columns of a line and of each of its sides; beneath each other where there is no room. */
const STEP_GRID = 'grid gap-1.5 md:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]'
const SIDE_GRID = 'min-w-0 border-l-4 px-2 xl:grid xl:grid-cols-[minmax(0,1fr)_4.75rem_4.75rem] xl:gap-x-2'
const SIDES = ['a', 'b'] as const

interface Props {
  readonly report: DiffReport
  /** Position of the pair whose files are shown. */
  readonly opened: number | undefined
  readonly onOpen: (position: number | undefined) => void
}

/** A longer listing scrolls by itself. */
const ROWS_IN_FULL = 24

/** Both Dockerfiles as far as they can be restored, base first, step beside step; they scroll as one. */
export function StepsListing({ report, opened, onOpen }: Props) {
  const t = useTranslations('diff')
  const { state, change } = useTag()
  const { pairs, divergence } = report
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
          aria-pressed={state.recorded}
          title={t('recordedHelp')}
          onClick={() => change({ recorded: !state.recorded })}
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
          {SIDES.map((side) => (
            <div key={side} className={`${SIDE_GRID} items-end border-transparent text-xs`}>
              <span className="flex min-w-0 items-start gap-2 font-mono leading-5 [overflow-wrap:anywhere]">
                <SideMark side={side} />
                {report[side].reference}
              </span>
              <span className="hidden text-right text-muted xl:block">{t('unpacked')}</span>
              <span className="hidden text-right text-muted xl:block">{t('transfer')}</span>
            </div>
          ))}
        </div>
        <ol>
          {pairs.map((pair, position) => (
            <StepRow
              key={String(position)}
              pair={pair}
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

interface RowProps {
  readonly pair: StepPairReport
  /** Here the two images part. */
  readonly diverges: boolean
  readonly opened: boolean
  readonly onOpen: () => void
}

/** One step of A beside the step of B that it became. */
function StepRow({ pair, diverges, opened, onOpen }: RowProps) {
  const t = useTranslations('diff')
  const { change, a, b } = pair
  const comparable = a?.diffId !== undefined && b?.diffId !== undefined && a.diffId !== b.diffId
  const why = sameTextWhy(t, pair)
  const tone = change === 'new-content' ? 'text-muted' : 'text-warn'
  return (
    <li className="border-line border-b last:border-0">
      {diverges && (
        <p className="flex items-center gap-2 py-1.5 font-medium text-bad text-xs">
          <Scissors className="size-3.5 shrink-0" aria-hidden="true" />
          {t('cacheEnds')}
          <span className="h-0 flex-1 border-bad border-t-2 border-dashed" aria-hidden="true" />
        </p>
      )}
      <div className={`${STEP_GRID} py-1.5`}>
        <div className="flex flex-row flex-wrap items-start justify-between gap-x-2 gap-y-1 text-xs leading-5 md:flex-col md:justify-start md:py-1">
          <ChangeMark change={change} />
          {comparable && (
            <Button className="min-h-7 px-2 text-xs" onClick={onOpen}>
              <Files className="size-3.5" aria-hidden="true" />
              {opened ? t('filesOfAll') : t('filesOfPair')}
            </Button>
          )}
        </div>
        {SIDES.map((side) => (
          <Side key={side} side={side} pair={pair} />
        ))}
        {why !== undefined && <p className={`${tone} text-xs md:col-span-2 md:col-start-2`}>{why}</p>}
      </div>
    </li>
  )
}

function Side({ side, pair }: { readonly side: 'a' | 'b'; readonly pair: StepPairReport }) {
  const t = useTranslations('diff')
  const { recorded } = useTag().state
  const { change, [side]: step } = pair
  if (!step) return <span className="hidden rounded-sm bg-sunken/60 md:block" aria-hidden="true" />
  // Beneath each other, what is the same needs to be read once.
  const once = change === 'same'
  return (
    <div
      className={`${SIDE_GRID} ${GROUNDS[change]} rounded-sm py-1 ${once && side === 'b' ? 'hidden md:block' : ''}`}
    >
      <p
        className={`flex min-w-0 gap-2 font-mono text-xs leading-5 [overflow-wrap:anywhere] ${once ? 'text-muted' : ''}`}
      >
        <span className="flex gap-1 self-start md:sr-only">
          <SideMark side={side} />
          {once && <SideMark side="b" />}
        </span>
        <code className={`min-w-0 ${recorded ? '' : 'line-clamp-6'}`}>
          <StepText step={step} recorded={recorded} />
        </code>
      </p>
      {step.layer === undefined ? (
        <p className="text-muted text-xs leading-5 xl:col-span-2 xl:text-right">{t('noLayer')}</p>
      ) : (
        <p className="flex gap-x-3 text-xs tabular-nums leading-5 xl:contents">
          {(['unpacked', 'transfer'] as const).map((size) => (
            <span key={size} className="xl:text-right">
              <span className="text-muted xl:sr-only">{t(size)} </span>
              <Bytes bytes={step[`${size}Bytes`]} of={size} />
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
