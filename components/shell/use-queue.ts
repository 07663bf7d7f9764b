import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { archivesQuery } from '@/components/data/queries'

/** While a file is on its way: that files wait to be read by the server, of which it may be one. Empty when none does. */
export function useQueue(busy: boolean): string {
  const t = useTranslations('archives')
  const { data } = useQuery({ ...archivesQuery(), enabled: busy, refetchInterval: 2000 })
  return busy && data && data.waiting > 0 ? t('queue', { count: data.waiting }) : ''
}
