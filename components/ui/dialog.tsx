'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './button'

interface Props {
  readonly title: string
  /** Whether the title is for screen readers alone; there is no button to close then, Escape does. */
  readonly bare?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A panel over the page that holds the keyboard until it is closed, and gives it back to where it was. */
export function Dialog({ title, bare = false, onClose, children }: Props) {
  const t = useTranslations('palette')
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[min(40rem,calc(100vw-16px))] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-2xl"
        >
          {bare ? (
            <Radix.Title className="sr-only">{title}</Radix.Title>
          ) : (
            <div className="flex items-center justify-between border-line border-b px-4 py-2.5">
              <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
              <Radix.Close asChild>
                <IconButton label={t('close')} icon={X} />
              </Radix.Close>
            </div>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
