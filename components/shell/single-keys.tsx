'use client'

import { useTranslations } from 'next-intl'
import { usePreference, writePreference } from './preference'
import { SINGLE_KEYS } from './shortcut-list'

/** Turns shortcuts of single keys off and on: voice input would press them by accident. */
export function SingleKeys() {
  const t = useTranslations('palette.keyboard')
  const off = usePreference(SINGLE_KEYS) === 'off'
  return (
    <label className="mt-3 flex min-h-6 cursor-pointer items-start gap-2 text-sm">
      <input
        type="checkbox"
        checked={!off}
        onChange={({ target }) => writePreference(SINGLE_KEYS, target.checked ? 'on' : 'off')}
        className="mt-0.5 size-4 accent-brand"
      />
      <span>
        {t('single')}
        <span className="block text-muted text-xs">{t('singleHint')}</span>
      </span>
    </label>
  )
}
