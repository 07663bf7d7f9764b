'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { pageLink } from '@/lib/link/page-link'

/** Where there is nothing to report on: the way to what there could be. */
export function EmptyReport() {
  const t = useTranslations('report')
  const search = useSearchParams()
  return (
    <main
      id="figures"
      className="mx-auto flex max-w-[60rem] flex-col items-center gap-4 px-4 py-16 text-center"
    >
      <h1 className="font-semibold text-xl">{t('empty')}</h1>
      <Link
        href={pageLink('/', search)}
        className="inline-flex min-h-9 items-center rounded-md bg-brand px-3 text-brand-ink text-sm hover:opacity-90"
      >
        {t('compare')}
      </Link>
    </main>
  )
}
