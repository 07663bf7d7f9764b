'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'

const PAGES = [
  { path: '/', key: 'compare' },
  { path: '/downloads', key: 'downloads' },
  { path: '/planner', key: 'planner' },
] as const

/** What of a page's link means the same on the others. */
const CARRIED = ['s', 'basis', 'units', 'rule', 'cache', 'platform', 'source', 'lang', 'theme']

/** The pages, each with the strategies and switches of this one. */
export function Nav() {
  const t = useTranslations('nav')
  const path = usePathname()
  const search = useSearchParams()
  const carried = new URLSearchParams([...search].filter(([name]) => CARRIED.includes(name)))
  const query = carried.size > 0 ? `?${carried}` : ''
  return (
    <nav aria-label={t('label')}>
      <ul className="flex flex-wrap gap-1">
        {PAGES.map((page) => (
          <li key={page.path}>
            <Link
              href={page.path + query}
              aria-current={path === page.path ? 'page' : undefined}
              className="inline-flex min-h-8 items-center rounded-md px-2.5 text-muted text-sm hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t(page.key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
