'use client'

import { ArrowLeft, ArrowRight, Maximize, Minimize, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RowsInView } from './use-pages'

interface Props {
  readonly source: string
  readonly place: number
  readonly count: number
  readonly rows: RowsInView | 'picture' | undefined
  readonly full: boolean
  /** The browser does not go full screen. */
  readonly refused: boolean
  /** Nobody moves the pointer: buttons step back. */
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
        <FootButton text={t('previous')} disabled={place === 0} onClick={() => onGo(place - 1)}>
          <ArrowLeft className="size-5" aria-hidden="true" />
        </FootButton>
        <FootButton text={t('next')} disabled={place === count - 1} onClick={() => onGo(place + 1)}>
          <ArrowRight className="size-5" aria-hidden="true" />
        </FootButton>
        <FootButton text={t(full ? 'leaveFullscreen' : 'fullscreen')} onClick={onFullscreen}>
          {full ? (
            <Minimize className="size-5" aria-hidden="true" />
          ) : (
            <Maximize className="size-5" aria-hidden="true" />
          )}
        </FootButton>
        <FootButton text={t('leave')} onClick={onLeave}>
          <X className="size-5" aria-hidden="true" />
        </FootButton>
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
  readonly onClick: () => void
  readonly children: ReactNode
}

function FootButton({ text, disabled = false, onClick, children }: ButtonProps) {
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
      {children}
    </button>
  )
}
