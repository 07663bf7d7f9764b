import { useTranslations } from 'next-intl'
import { formatBytes, formatExactBytes } from '@/lib/i18n/format'
import { useTag } from './use-tag'

/** Bytes that were counted, exact on hover; a dash where no source reports them. */
export function Bytes({ bytes }: { readonly bytes: number | undefined }) {
  const t = useTranslations('diff')
  const { units } = useTag().state
  if (bytes === undefined) return <span title={t('unknownBytes')}>—</span>
  return <span title={formatExactBytes(bytes)}>{formatBytes(bytes, units)}</span>
}
