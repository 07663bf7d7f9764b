import { useTranslations } from 'next-intl'
import { costText, timeText } from '@/lib/document/words/amount-text'
import { formatBytes, type Units } from '@/lib/i18n/format'

/** Times, money and bytes of a rollout as text. */
export function useAmountText(units: Units) {
  const t = useTranslations('rollout.duration')
  return {
    timeText: (seconds: number) => timeText(t, seconds),
    costText,
    bytesText: (bytes: number) => formatBytes(bytes, units),
  }
}
