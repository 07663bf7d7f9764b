import { useTranslations } from 'next-intl'

/** The name of a page whose looks need no heading, for those who go by headings. */
export function PageTitle({ page }: { readonly page: 'compare' | 'downloads' }) {
  const t = useTranslations('nav')
  return <h1 className="sr-only">{t(page)}</h1>
}
