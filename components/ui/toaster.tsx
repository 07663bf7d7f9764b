import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { type CSSProperties, useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { showNotices } from './notices'

/** Failures stay longer: they have to be read, not only seen. */
const SHOWN_MS = { good: 4000, bad: 9000 } as const

/** Narrow enough to leave a table's figures free; sonner reads it from its own variable. */
const WIDTH = { '--width': '264px' } as CSSProperties

/** Draws notices small in the bottom left corner, where tables have versions and not figures. Hover or focus holds them. */
export default function Toaster() {
  const t = useTranslations('palette')
  const { resolvedTheme } = useTheme()
  useEffect(
    () =>
      showNotices(({ tone, text }) => {
        const show = tone === 'good' ? toast.success : toast.error
        show(text, { duration: SHOWN_MS[tone] })
      }),
    [],
  )
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-left"
      closeButton
      visibleToasts={3}
      offset={12}
      style={WIDTH}
      mobileOffset={8}
      containerAriaLabel={t('notices')}
      toastOptions={{ closeButtonAriaLabel: t('dismiss'), className: 'strata-toast' }}
    />
  )
}
