import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'

export default function NotFound() {
  const t = useTranslations('states')
  return (
    <main className="mx-auto flex max-w-xl flex-col items-start gap-4 px-4 py-24">
      <h1 className="font-semibold text-lg">{t('notFound')}</h1>
      <Link className="text-brand underline" href="/">
        {t('home')}
      </Link>
    </main>
  )
}
