'use client'

import { useTranslations } from 'next-intl'
import { Check } from '@/components/ui/check'
import { usePreference, writePreference } from './preference'
import { SINGLE_KEYS } from './shortcut-list'

/** Turns shortcuts of single keys off and on: voice input would press them by accident. */
export function SingleKeys() {
  const t = useTranslations('palette.keyboard')
  const off = usePreference(SINGLE_KEYS) === 'off'
  return (
    <Check className="mt-3" checked={!off} onChange={(on) => writePreference(SINGLE_KEYS, on ? 'on' : 'off')}>
      <span>
        {t('single')}
        <span className="block text-muted text-xs">{t('singleHint')}</span>
      </span>
    </Check>
  )
}
