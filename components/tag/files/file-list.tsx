'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Alert } from '@/components/states/alert'
import { formatBytes } from '@/lib/i18n/format'
import { useTag } from '../use-tag'
import { FileLine, GRID, ShadowLine } from './file-line'
import { type Place, useFileRows } from './use-file-rows'

const ROW_HEIGHT = 28

/**
 * Files as a tree or a list, of any length: what is in view is drawn, what is looked at is fetched.
 *
 * @param along  tags of the series whose paths are listed too, first to last
 */
export function FileList({ along }: { readonly along: readonly string[] }) {
  const t = useTranslations('files')
  const { state } = useTag()
  const { list, q, units } = state
  const scroller = useRef<HTMLElement>(null)
  const { lines, first, error, toggle, ask } = useFileRows(along)
  const flat = list === 'flat' || q !== ''
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialRect: { width: 800, height: 560 },
  })
  const items = virtualizer.getVirtualItems()
  // As text, which is equal when the places are.
  const wanted = JSON.stringify(
    items.flatMap(({ index }) => {
      const line = lines[index]
      return line?.kind === 'waiting' ? [line.place] : []
    }),
  )
  useEffect(() => ask(JSON.parse(wanted) as Place[]), [wanted, ask])

  if (error) {
    return (
      <Alert>
        {t('failed')} {error.message}
      </Alert>
    )
  }
  return (
    <div>
      <p className="mb-2 text-muted text-xs" role="status">
        {first
          ? t('total', {
              shown: first.total,
              files: first.files,
              bytes: formatBytes(first.bytes, 'unpacked', units),
              hidden: formatBytes(first.hiddenBytes, 'unpacked', units),
            })
          : t('loading')}
      </p>
      <div className={`${GRID} border-line-strong border-b pb-1.5 text-muted text-xs`} aria-hidden="true">
        <span>{t('path')}</span>
        <span className="text-right">{t('size')}</span>
        <span className="hidden text-right md:inline">{t('hiddenBytes')}</span>
        <span className="hidden md:inline">{t('mode')}</span>
        <span className="hidden md:inline">{t('owner')}</span>
        <span className="hidden xl:inline">{t('modified')}</span>
      </div>
      <section
        ref={scroller}
        aria-label={t('label')}
        // What scrolls has to be reachable by keyboard.
        tabIndex={0}
        className="max-h-[min(70vh,640px)] overflow-auto"
      >
        {first?.total === 0 && <p className="px-2 py-6 text-muted text-sm">{t('nothing')}</p>}
        <ul className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const line = lines[index]
            if (!line) return null
            return (
              <li
                key={index}
                className={`${GRID} absolute inset-x-0 top-0 hover:bg-sunken/60`}
                style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
              >
                {line.kind === 'waiting' && <span className="h-3 w-1/3 rounded bg-sunken" />}
                {line.kind === 'shadow' && <ShadowLine shadow={line.shadow} depth={flat ? 0 : line.depth} />}
                {line.kind === 'file' && <FileLine {...line} flat={flat} onToggle={toggle} />}
              </li>
            )
          })}
        </ul>
      </section>
    </div>
  )
}
