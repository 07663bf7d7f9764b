import { Files, Scissors } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { StepPairReport, StepReport } from '@/lib/analysis/diff-report'
import { sameTextWhy } from '@/lib/document/words/step-words'
import type { Units } from '@/lib/i18n/format'
import { Bytes } from './bytes'
import { ChangeMark, GROUNDS } from './change-mark'
import { SideMark } from './side-mark'
import { StepText } from './step-text'

/** Columns of a line and of each of its sides; beneath each other where there is no room. */
export const STEP_GRID = 'grid gap-1.5 md:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]'
export const SIDE_GRID =
  'min-w-0 border-l-4 px-2 xl:grid xl:grid-cols-[minmax(0,1fr)_4.75rem_4.75rem] xl:gap-x-2'

interface Props {
  readonly pair: StepPairReport
  readonly units: Units
  readonly recorded: boolean
  /** Here the two images part. */
  readonly diverges: boolean
  readonly opened: boolean
  readonly onOpen: () => void
}

/** One step of A beside the step of B that it became. */
export function StepRow({ pair, units, recorded, diverges, opened, onOpen }: Props) {
  const t = useTranslations('diff')
  const { change, a, b } = pair
  const comparable = a?.diffId !== undefined && b?.diffId !== undefined && a.diffId !== b.diffId
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
        <Side side="a" step={a} pair={pair} units={units} recorded={recorded} />
        <Side side="b" step={b} pair={pair} units={units} recorded={recorded} />
        <Why pair={pair} />
      </div>
    </li>
  )
}

interface SideProps extends Pick<Props, 'pair' | 'units' | 'recorded'> {
  readonly side: 'a' | 'b'
  readonly step: StepReport | undefined
}

function Side({ side, step, pair: { change }, units, recorded }: SideProps) {
  const t = useTranslations('diff')
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
          <Measure label={t('unpacked')} bytes={step.unpackedBytes} units={units} />
          <Measure label={t('transfer')} bytes={step.transferBytes} units={units} />
        </p>
      )}
    </div>
  )
}

interface MeasureProps {
  readonly label: string
  readonly bytes: number | undefined
  readonly units: Units
}

function Measure({ label, bytes, units }: MeasureProps) {
  return (
    <span className="xl:text-right">
      <span className="text-muted xl:sr-only">{label} </span>
      <Bytes bytes={bytes} units={units} />
    </span>
  )
}

/** Why what reads the same made another layer. */
function Why({ pair }: Pick<Props, 'pair'>) {
  const t = useTranslations('diff')
  const why = sameTextWhy(t, pair)
  if (why === undefined) return null
  const tone = pair.change === 'new-content' ? 'text-muted' : 'text-warn'
  return <p className={`${tone} text-xs md:col-span-2 md:col-start-2`}>{why}</p>
}
