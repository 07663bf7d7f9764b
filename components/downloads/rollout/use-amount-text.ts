import { useTranslations } from 'next-intl'
import { formatBytes, type Units } from '@/lib/format'
import { costText, timeText } from '@/lib/words/amount-text'

/** Times, money and bytes of a rollout as text. */
export function useAmountText(units: Units) {
  const t = useTranslations('rollout.duration')
  return {
    timeText: (seconds: number) => timeText(t, seconds),
    costText,
    bytesText: (bytes: number) => formatBytes(bytes, units),
  }
}
