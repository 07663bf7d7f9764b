import { useTranslations } from 'next-intl'
import { formatBytes, formatExactBytes } from '@/lib/i18n/format'
import type { Basis } from '@/lib/oci/bytes'
import { useTag } from './use-tag'

interface Props {
  readonly bytes: number | undefined
  readonly of?: Basis
}

/** Bytes that were counted, of files where not said, exact on hover; a dash where no source reports them. */
export function Bytes({ bytes, of = 'unpacked' }: Props) {
  const t = useTranslations('diff')
  const { units } = useTag().state
  if (bytes === undefined) return <span title={t('unknownBytes')}>—</span>
  return <span title={formatExactBytes(bytes)}>{formatBytes(bytes, of, units)}</span>
}
