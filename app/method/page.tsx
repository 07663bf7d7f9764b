import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MethodView } from '@/components/method/method-view'
import { Header } from '@/components/shell/header'
import { examplesOf } from '@/lib/document/method/examples'
import { readCompare } from '@/lib/server/compare'
import { pageSignal } from '@/lib/server/view-reads'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('method')
  return { title: t('title'), description: t('intro') }
}

/** What each figure is and how it is computed, with the bundled sample for an example. */
export default async function Page() {
  const sample = await readCompare(
    { strategies: [], basis: 'transfer', rule: 'classic', cache: 'earlier', source: 'sample' },
    pageSignal(),
  )
  return (
    <>
      <Header />
      <MethodView examples={examplesOf(sample)} />
    </>
  )
}
