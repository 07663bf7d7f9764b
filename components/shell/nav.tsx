'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { pageLink } from '@/lib/link/page-link'
import { NAVIGATION } from '@/lib/link/pages'

const LINK =
  'inline-flex min-h-8 items-center whitespace-nowrap rounded-md px-2.5 text-muted text-sm hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink'

/** The pages, each with the strategies and switches of this one; a tag's while it is open. */
export function Nav() {
  const t = useTranslations('nav')
  const path = usePathname()
  const search = useSearchParams()
  return (
    <nav
      aria-label={t('label')}
      className="order-last w-full min-w-0 overflow-x-auto py-0.5 lg:order-none lg:w-auto"
    >
      <ul className="flex gap-1">
        {NAVIGATION.map((page) => (
          <li key={page.path}>
            <Link
              href={pageLink(page.path, search)}
              aria-current={path === page.path ? 'page' : undefined}
              className={LINK}
            >
              {t(page.key)}
            </Link>
          </li>
        ))}
        {path === '/tag' && (
          <li>
            <Link href={`/tag?${search}`} aria-current="page" className={LINK}>
              {t('tag')}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  )
}
