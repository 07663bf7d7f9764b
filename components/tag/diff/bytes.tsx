import { useTranslations } from 'next-intl'
import { formatBytes, formatExactBytes, type Units } from '@/lib/i18n/format'

interface Props {
  readonly bytes: number | undefined
  readonly units: Units
}

/** Bytes that were counted, or a dash where nobody could tell them. */
export function Bytes({ bytes, units }: Props) {
  const t = useTranslations('diff')
  if (bytes === undefined) return <span title={t('unknownBytes')}>—</span>
  return <span title={formatExactBytes(bytes)}>{formatBytes(bytes, units)}</span>
}
