import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { DENSITY_COOKIE, parseDensity } from '@/components/ui/density-cookie'
import { OFFERED_CARDS } from '@/lib/document/cards'
import { nonceIn } from '@/lib/server/policies'
import './globals.css'
import { Providers } from './providers'

export const metadata: Metadata = {
  title: { default: 'Strata', template: '%s · Strata' },
  description: 'Compares container image versioning strategies: layers, sizes and downloads.',
}

export default async function Layout({ children }: { children: ReactNode }) {
  const [locale, { method: _, signIn: __, ...messages }, jar, head] = await Promise.all([
    getLocale(),
    getMessages(),
    cookies(),
    headers(),
  ])
  const density = parseDensity(jar.get(DENSITY_COOKIE)?.value)
  return (
    <html lang={locale} data-density={density} suppressHydrationWarning>
      <body className="min-h-dvh">
        {/* The method's words are read on the server alone. */}
        <NextIntlClientProvider messages={messages}>
          <Providers
            cards={OFFERED_CARDS}
            density={density}
            nonce={nonceIn(head.get('content-security-policy'))}
          >
            {children}
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
