'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('states')
  return (
    <main className="mx-auto flex max-w-xl flex-col items-start gap-4 px-4 py-24" role="alert">
      <h1 className="font-semibold text-lg">{t('crashed')}</h1>
      <Button onClick={reset}>{t('retry')}</Button>
    </main>
  )
}
