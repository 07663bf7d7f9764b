'use client'

import { ArrowLeft, ArrowRight, type LucideIcon, Maximize, Minimize, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RowsInView } from './use-pages'

interface Props {
  readonly source: string
  readonly place: number
  readonly count: number
  readonly rows: RowsInView | 'picture' | undefined
  readonly full: boolean
  /** The browser does not go full screen. */
  readonly refused: boolean
  /** The pointer rests: buttons step back. */
  readonly idle: boolean
  readonly onGo: (place: number) => void
  readonly onFullscreen: () => void
  readonly onLeave: () => void
}

/** Below every slide: where its figures come from, how far it is, and the way on. */
export function DeckFoot(props: Props) {
  const { source, place, count, rows, full, refused, idle, onGo, onFullscreen, onLeave } = props
  const t = useTranslations('present')
  return (
    <footer className="flex items-center gap-x-4 gap-y-1 border-line border-t py-2 text-[clamp(12px,0.95vw,20px)] max-sm:flex-wrap">
      <p className="line-clamp-2 min-w-0 flex-1 text-muted [overflow-wrap:anywhere] max-sm:basis-full">
        {refused ? t('fullscreenRefused') : source}
      </p>
      {rows && (
        <p className="whitespace-nowrap font-medium">
          ↓ {rows === 'picture' ? t('more') : t('rows', { ...rows })}
        </p>
      )}
      <div
        className={`flex items-center gap-1 transition-opacity focus-within:opacity-100 ${idle ? 'opacity-0' : ''}`}
      >
        <FootButton
          text={t('previous')}
          icon={ArrowLeft}
          disabled={place === 0}
          onClick={() => onGo(place - 1)}
        />
        <FootButton
          text={t('next')}
          icon={ArrowRight}
          disabled={place === count - 1}
          onClick={() => onGo(place + 1)}
        />
        <FootButton
          text={t(full ? 'leaveFullscreen' : 'fullscreen')}
          icon={full ? Minimize : Maximize}
          onClick={onFullscreen}
        />
        <FootButton text={t('leave')} icon={X} onClick={onLeave} />
      </div>
      <p className="whitespace-nowrap font-semibold tabular-nums" title={t('keys')}>
        {t('place', { place: place + 1, count })}
      </p>
    </footer>
  )
}

interface ButtonProps {
  readonly text: string
  readonly disabled?: boolean
  readonly icon: LucideIcon
  readonly onClick: () => void
}

function FootButton({ text, icon: Icon, disabled = false, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      title={text}
      aria-label={text}
      // Not `disabled`: a button that loses the focus at the last slide would lose the keys too.
      aria-disabled={disabled}
      onClick={() => !disabled && onClick()}
      className="grid size-9 cursor-pointer place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink aria-disabled:cursor-default aria-disabled:opacity-40"
    >
      <Icon className="size-5" aria-hidden="true" />
    </button>
  )
}
